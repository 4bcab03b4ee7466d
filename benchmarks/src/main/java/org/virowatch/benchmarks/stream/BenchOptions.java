package org.virowatch.benchmarks.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.benchmarks.GenomeSource;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.topic.Topic;
import picocli.CommandLine.Option;

/** What all measurements of the stream can be told. */
final class BenchOptions {
  /** The world's peak: 400,000 genomes a week. */
  static final double PEAK_PER_HOUR = 400_000.0 / (7 * 24);

  @Option(
      names = "--dataset",
      paramLabel = "NAME|PATH",
      description =
          "Reference dataset: the built-in one's name, a folder or a zip (default: ${DEFAULT-VALUE}).")
  private String dataset = ReferenceDatasets.BUILT_IN;

  @Option(
      names = "--sequences",
      paramLabel = "FILE",
      description =
          "Genomes to begin with, as FASTA (default: the dataset's examples, or the tips of its"
              + " tree). Each genome of the stream is one of them with substitutions of its own.")
  private @Nullable Path sequences;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description =
          "Memory of the TaskManager in mebibytes (default: as 'up' gives it on this machine).")
  private @Nullable Integer memory;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Seed of the stream (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Write a Flight Recorder profile of the TaskManager, for 'jfr' or JDK Mission Control.")
  private @Nullable Path profile;

  @Option(names = "--output", paramLabel = "FILE", description = "Write every figure as JSON.")
  private @Nullable Path output;

  /** Returns the settings of the bed. */
  TestBed.Settings bed(Duration tick) {
    return bed(tick, Duration.ofMinutes(1));
  }

  /** Returns the settings of a bed with another bound of disorder. */
  TestBed.Settings bed(Duration tick, Duration outOfOrderness) {
    return new TestBed.Settings(location(), tick, outOfOrderness, memory);
  }

  /** Returns where the dataset lies, for processes in other folders. */
  String location() {
    Path path = Path.of(dataset);
    return Files.exists(path) ? path.toAbsolutePath().toString() : dataset;
  }

  /** Returns whether the dataset is the built-in one. */
  boolean isBuiltIn() {
    return dataset.equals(ReferenceDatasets.BUILT_IN) && !Files.exists(Path.of(dataset));
  }

  /** Returns the seed of the stream. */
  long seed() {
    return seed;
  }

  /** Loads the dataset. */
  ReferenceDataset dataset() {
    return ReferenceDatasets.resolve(dataset, Path.of(".virowatch/datasets"));
  }

  /**
   * Returns a stream.
   *
   * @param start submission time of its first genome
   * @param genomesPerHour by how fast submission times advance
   * @param hot share of genomes that one country sends besides its own
   */
  SyntheticStream stream(Instant start, double genomesPerHour, double hot) throws IOException {
    return stream(dataset(), start, genomesPerHour, hot);
  }

  /** Returns a stream of genomes of the dataset, called with another version of it. */
  SyntheticStream stream(
      ReferenceDataset calledWith, Instant start, double genomesPerHour, double hot)
      throws IOException {
    Path path = Path.of(dataset);
    GenomeSource source =
        sequences == null
            ? GenomeSource.ofDataset(dataset(), Files.exists(path) ? path : null)
            : GenomeSource.ofFile(sequences);
    return SyntheticStream.of(
        calledWith, source, new GenomeMix(seed, start, genomesPerHour, hot), seed);
  }

  /** Records a profile if one is wanted. */
  void profile(TestBed bed, Duration length) {
    if (profile != null) {
      bed.profile(profile.toAbsolutePath(), length);
    }
  }

  /** Prints the figures, and writes them where they are wanted. */
  void report(Figures figures, java.io.PrintWriter out) throws IOException {
    figures.print(out);
    write(figures);
  }

  /** Writes the figures so far where they are wanted. */
  void write(Figures figures) throws IOException {
    if (output != null) {
      figures.write(output);
    }
  }

  /** Follows a job of a bed in the topic it reads. */
  static GroupProgress progress(TestBed bed, TestBed.Job job) {
    return new GroupProgress(
        bed.bootstrapServers(),
        bed.consumerGroup(job),
        job == TestBed.Job.SURVEILLANCE ? Topic.GENOMES : Topic.SUBMISSIONS,
        bed.partitions());
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
