package org.virowatch.genomics.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.FailureReason;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.align.AlignmentOutcome;
import org.virowatch.genomics.align.AlignmentPath;
import org.virowatch.genomics.align.AnchoredAligner;
import org.virowatch.genomics.align.BandedAligner;
import org.virowatch.genomics.align.ScoringScheme;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.sequence.Nucleotide;
import org.virowatch.genomics.synthetic.GenomeFromCalls;
import org.virowatch.genomics.synthetic.SyntheticVirus;

/**
 * Hostile genomes end in calls that give the genome back, or in a reason; never in a crash, and
 * within a bounded time. {@code -Dvirowatch.fuzz=N} tries N in all, {@code -Dvirowatch.seed=S}
 * others.
 */
class GenomeFuzzTest {

  private static final int INPUTS = Integer.getInteger("virowatch.fuzz", 10_000);
  private static final long SEED = Long.getLong("virowatch.seed", 1L);

  /** Processor time one input may take: far above what any does, far below a hang. */
  private static final long DEADLINE_NANOS = 20_000_000_000L;

  /** One in so many is also aligned by the reference implementation alone. */
  private static final int COMPARED = 10;

  private static final List<HostileGenomes.Kind> KINDS = List.of(HostileGenomes.Kind.values());

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  /** So short that most of a million are cheap. */
  @Test
  void tinyVirusWithARepeatAndAGeneOnEachStrand() {
    SyntheticVirus virus =
        new SyntheticVirus(6, 600)
            .gene("A", 60, 270, '+')
            .gene("B", 290, 440, '-')
            .repeat(470, 12, 5);
    fuzz("tiny", virus.load(folder), (int) (INPUTS * 4L / 5));
  }

  @Test
  void smallVirusWithRepeatsAndGenesOnBothStrands() {
    fuzz("small", smallVirus(), (int) (INPUTS * 9L / 50));
  }

  @Test
  void virusWithAmbiguousLettersInItsReference() {
    SyntheticVirus virus = smallVirus0(5);
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      virus.paste(random.nextInt(1900), new byte[] {(byte) "RYNKM".charAt(i % 5)});
    }
    fuzz("ambiguous", virus.load(folder), (int) (INPUTS * 19L / 1000));
  }

  @Test
  void coronavirus() {
    fuzz("sars-cov-2", ReferenceDatasets.builtIn(), INPUTS / 1000);
  }

  private ReferenceDataset smallVirus() {
    return smallVirus0(4).load(folder);
  }

  private static SyntheticVirus smallVirus0(long seed) {
    return new SyntheticVirus(seed, 2000)
        .gene("A", 100, 700, '+')
        .gene("B", 760, 1210, '-')
        .repeat(1300, 16, 12)
        .paste(1600, "AT".repeat(40).getBytes(StandardCharsets.US_ASCII))
        .feature("CDS", 1300, 1389, '+', "0", "ID=C;Name=C")
        .feature("CDS", 1389, 1487, '+', "0", "ID=C;Name=C");
  }

  private static void fuzz(String name, ReferenceDataset dataset, int inputs) {
    byte[] reference = dataset.reference();
    Random random = new Random(SEED * 31 + name.hashCode());
    HostileGenomes genomes = new HostileGenomes(reference, random);
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset, new AnalysisOptions(true, true, true));
    Comparison comparison = new Comparison(dataset);
    Map<HostileGenomes.Kind, int[]> outcomes = new EnumMap<>(HostileGenomes.Kind.class);
    long slowest = 0;
    long began = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < inputs; i++) {
      HostileGenomes.Kind kind = KINDS.get(i % KINDS.size());
      byte[] input = genomes.next(kind);
      String label = name + " " + i + " (seed " + SEED + ", " + kind + ")";
      long start = THREADS.getCurrentThreadCpuTime();
      AnalysisResult result = analyzer.analyze(label, input);
      long took = THREADS.getCurrentThreadCpuTime() - start;
      slowest = Math.max(slowest, took);
      assertThat(took).as("nanoseconds for %s", label).isLessThan(DEADLINE_NANOS);
      check(label, reference, input, result);
      outcomes.computeIfAbsent(kind, key -> new int[2])[result instanceof AnalyzedGenome ? 0 : 1]++;
      if (i / KINDS.size() % COMPARED == 0) {
        comparison.compare(label, input);
      }
    }
    StringBuilder report = new StringBuilder();
    outcomes.forEach((kind, n) -> report.append(" ").append(kind).append(Arrays.toString(n)));
    System.out.printf(
        "fuzz %s: %d genomes, %d compared, %d better than the band, %.1f s, slowest %.3f s; [called, refused]%s%n",
        name,
        inputs,
        comparison.compared,
        comparison.better,
        (THREADS.getCurrentThreadCpuTime() - began) / 1e9,
        slowest / 1e9,
        report);
  }

  private static void check(String label, byte[] reference, byte[] input, AnalysisResult result) {
    if (result instanceof AnalysisFailure failure) {
      assertThat(failure.reason())
          .as("%s: %s", label, failure.message())
          .isNotEqualTo(FailureReason.INTERNAL_ERROR);
      assertThat(failure.message()).as(label).contains("Likely cause");
      return;
    }
    AnalyzedGenome genome = (AnalyzedGenome) result;
    String letters = GenomeFromCalls.cleaned(input);
    if (genome.reverseComplemented()) {
      letters =
          new String(
              Nucleotide.reverseComplement(letters.getBytes(StandardCharsets.US_ASCII)),
              StandardCharsets.US_ASCII);
    }
    String again;
    try {
      again = GenomeFromCalls.of(reference, genome);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(label + ": " + e + " in " + genome.nucleotides(), e);
    }
    assertThat(letters.contains(again)).as("%s: the calls give the genome back", label).isTrue();
  }

  /** The fast aligner against the reference implementation. */
  private static final class Comparison {
    private final byte[] reference;
    private final ScoringScheme scheme;
    private final AnchoredAligner fast;
    private final BandedAligner full;
    private final AlignmentPath fastPath = new AlignmentPath();
    private final AlignmentPath fullPath = new AlignmentPath();
    private int compared;
    private int better;

    Comparison(ReferenceDataset dataset) {
      reference = dataset.reference();
      scheme =
          ScoringScheme.nucleotides(
              dataset.alignmentParameters(),
              reference.length,
              dataset.annotation().codingSequences());
      fast = new AnchoredAligner(reference, dataset.alignmentParameters(), scheme);
      full = new BandedAligner(reference, dataset.alignmentParameters(), scheme);
    }

    void compare(String label, byte[] input) {
      byte[] query = GenomeFromCalls.cleaned(input).getBytes(StandardCharsets.US_ASCII);
      if (query.length > 4 * reference.length + 10_000
          || !fast.align(query, query.length, fastPath)) {
        return;
      }
      compared++;
      AlignmentOutcome outcome = full.align(query, query.length, fullPath);
      if (outcome == AlignmentOutcome.BAND_TOO_LARGE) {
        better++;
        return;
      }
      assertThat(outcome).as(label).isEqualTo(AlignmentOutcome.ALIGNED);
      int score = fastPath.score(scheme, reference, query);
      int inBand = fullPath.score(scheme, reference, query);
      assertThat(score)
          .as("score of %s: fast %s, full %s", label, fastPath, fullPath)
          .isGreaterThanOrEqualTo(inBand);
      if (score > inBand) {
        // Seeds of equal weight on the diagonals of a repeat led the band astray.
        better++;
      } else {
        assertThat(fastPath.toString()).as(label).isEqualTo(fullPath.toString());
      }
    }
  }
}
