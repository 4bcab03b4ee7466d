package org.virowatch.benchmarks.reads;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.fasta.SequenceInputException;
import org.virowatch.genomics.output.AlignedFasta;
import org.virowatch.genomics.vcf.Variant;
import org.virowatch.genomics.vcf.VariantNormalizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch bench reads}: how well variants are found in reads of known truth. */
@Command(
    name = "reads",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure how well 'virowatch call --reads' finds the consensus and minority variants, beside"
          + " iVar and bcftools.",
      "Genomes are mutated (substitutions, deletions, insertions) into a mixture with variants at"
          + " 3, 5, 10, 20, 30, 50 and 100 %%; ART simulates reads, minimap2 aligns them, and each"
          + " program gets the same BAM file. Needs art_illumina, minimap2, samtools, ivar and"
          + " bcftools."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  virowatch bench reads --output reads.json",
      "  virowatch bench reads --sequences genomes.fasta.zst --coverage 30,300 --repeat 5"
    })
public final class ReadsBenchCommand implements Callable<Integer> {
  private static final double SHALLOW = 30;
  private static final int SHALLOW_DEPTH = 3;
  private static final int DEPTH = 10;
  private static final int MOST_BASES = 200;
  private static final int FIXED = 20;
  private static final int EACH = 12;

  /** Bases of the reference for each change that all have, unless a number is given. */
  private static final int ROOM = 200;

  private static final double MOST_UNKNOWN = 0.1;

  @Option(
      names = "--dataset",
      paramLabel = "NAME|PATH",
      defaultValue = ReferenceDatasets.BUILT_IN,
      description = "Dataset with the reference (default: ${DEFAULT-VALUE}).")
  private String dataset = ReferenceDatasets.BUILT_IN;

  @Option(
      names = "--sequences",
      paramLabel = "FILE",
      description =
          "Mutate these genomes in turn instead of the reference, the first 200 of which 90 %% is known.")
  private @Nullable Path sequences;

  @Option(
      names = "--coverage",
      paramLabel = "N",
      split = ",",
      defaultValue = "5,20,50,100,200,500,1000",
      description =
          "Mean depths to simulate (default: ${DEFAULT-VALUE}). All programs ask for a depth of 10,"
              + " below 30 of 3.")
  private List<Double> coverages = List.of();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "3",
      description = "Samples at each coverage (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--fixed",
      paramLabel = "N",
      description = "Changes that all of a sample has (default: 20, fewer on short genomes).")
  private @Nullable Integer fixed;

  @Option(
      names = "--each",
      paramLabel = "N",
      description = "Changes at each lower frequency (default: 12, fewer on short genomes).")
  private @Nullable Integer each;

  @Option(
      names = "--min-frequency",
      paramLabel = "F",
      defaultValue = "0.02",
      description =
          "Lowest frequency all programs report; below the lowest true one, of which otherwise half"
              + " would be missed by chance (default: ${DEFAULT-VALUE}).")
  private double minFrequency;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Seed of changes and reads (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description =
          "Keep every sample's reads, and what the programs made of them, in this folder.")
  private @Nullable Path keep;

  @Option(names = "--output", paramLabel = "FILE", description = "Write every figure as JSON.")
  private @Nullable Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (repeat < 1
        || (fixed != null && fixed < 0)
        || (each != null && each < 1)
        || coverages.stream().anyMatch(value -> value <= 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "--repeat and --each take 1 or more, --fixed 0 or more, --coverage more than 0");
    }
    List<String> missing = FieldTools.missing();
    if (!missing.isEmpty()) {
      missing.forEach(spec.commandLine().getErr()::println);
      return 2;
    }
    Path folder = Files.createTempDirectory("virowatch-bench-reads");
    try {
      measure(ReferenceDatasets.resolve(dataset, folder), folder);
      return 0;
    } catch (DatasetException | SequenceInputException | IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 2;
    } finally {
      delete(folder);
    }
  }

  private void measure(ReferenceDataset reference, Path folder) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Path fasta = folder.resolve("reference.fasta");
    Files.write(fasta, AlignedFasta.record(reference.referenceName(), reference.reference()));
    FieldTools.run("samtools", "faidx", fasta.toString());
    VariantNormalizer normalizer = new VariantNormalizer(reference.reference());
    List<ReadCaller> callers =
        List.of(
            new VirowatchCaller(normalizer, dataset),
            new IvarCaller(normalizer),
            new BcftoolsCaller(normalizer));
    List<List<Variant>> bases = bases(reference, normalizer);
    ReadsReport report =
        new ReadsReport(
            seed,
            minFrequency,
            sequences == null
                ? "the reference"
                : bases.size() + " genomes of " + sequences.getFileName());
    ReadsReport.printHead(out);
    for (int i = 0; i < coverages.size(); i++) {
      double coverage = coverages.get(i);
      int depth = coverage < SHALLOW ? SHALLOW_DEPTH : DEPTH;
      Map<String, CallerResult> results = new LinkedHashMap<>();
      for (int run = 1; run <= repeat; run++) {
        int number = i * repeat + run;
        long own = 1000 * seed + number;
        MixedSample sample =
            MixedSample.of(
                reference.reference(),
                bases.get(number % bases.size()),
                fixed != null ? fixed : Math.min(FIXED, reference.length() / ROOM),
                each != null ? each : Math.min(EACH, Math.max(1, reference.length() / (2 * ROOM))),
                new Random(own));
        Path place =
            keep == null ? folder : keep.resolve(String.format(ROOT, "%.0fx-%d", coverage, run));
        Files.createDirectories(place);
        Path bam = SimulatedReads.of(sample, coverage, own, place, fasta);
        ReadCaller.Task task = new ReadCaller.Task(bam, fasta, place, depth, minFrequency);
        compare(callers, task, sample, reference, results);
      }
      results.forEach((name, result) -> report.add(coverage, depth, name, result, out));
    }
    report.printTotals(out);
    if (output != null) {
      report.write(output);
    }
  }

  /** Runs every program on a sample and adds what came of it. */
  private static void compare(
      List<ReadCaller> callers,
      ReadCaller.Task task,
      MixedSample sample,
      ReferenceDataset reference,
      Map<String, CallerResult> results)
      throws IOException {
    GenomeAnalysis analyzer = new GenomeAnalysis(reference);
    VariantNormalizer normalizer = new VariantNormalizer(reference.reference());
    for (ReadCaller caller : callers) {
      long begin = System.nanoTime();
      Map<String, ReadCaller.Found> found = caller.call(task);
      double seconds = (System.nanoTime() - begin) * 1e-9;
      found.forEach(
          (name, one) ->
              results.merge(
                  name,
                  CallerResult.of(one, sample, analyzer, normalizer, reference.length(), seconds),
                  CallerResult::plus));
    }
  }

  /**
   * Changes of the genomes to begin with; unknown bases count as the reference's, and so does what
   * lies at or beyond its ends, where no read is aligned.
   */
  private List<List<Variant>> bases(ReferenceDataset reference, VariantNormalizer normalizer) {
    List<List<Variant>> bases = new ArrayList<>();
    if (sequences == null) {
      bases.add(List.of());
      return bases;
    }
    GenomeAnalysis analyzer = new GenomeAnalysis(reference);
    try (FastaReader reader = FastaReader.open(sequences)) {
      while (reader.hasNext() && bases.size() < MOST_BASES) {
        if (reader.next() instanceof FastaRecord record
            && analyzer.analyze(record.name(), record.sequence()) instanceof AnalyzedGenome genome
            && isWhole(genome, reference)) {
          bases.add(
              normalizer.variants(genome).variants().stream()
                  .filter(variant -> variant.alternative().matches("[ACGT]+"))
                  .filter(variant -> variant.start() > 0 && variant.end() < reference.length())
                  .toList());
        }
      }
    }
    if (bases.isEmpty()) {
      throw new SequenceInputException(
          sequences
              + " holds no genome of "
              + reference.name()
              + " of which 90 % is known; choose the dataset with --dataset");
    }
    return bases;
  }

  private static boolean isWhole(AnalyzedGenome genome, ReferenceDataset reference) {
    int length = reference.length();
    int unknown =
        genome.nucleotides().unknown(length).stream().mapToInt(NucleotideRange::length).sum();
    return unknown <= MOST_UNKNOWN * length;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
