package org.virowatch.genomics.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.dataset.AlignmentParameters;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * The fast aligner and the reference implementation agree on mutated, gapped and truncated genomes.
 * {@code -Dvirowatch.aligners=N} tries N times as many, {@code -Dvirowatch.seed=S} others.
 */
class AlignersAgreeTest {

  private static final int FACTOR = Integer.getInteger("virowatch.aligners", 1);
  private static final long SEED = Long.getLong("virowatch.seed", 1L);

  /**
   * The attachment glycoprotein of newer RSV-A has 72 bases twice, one behind the other: letters at
   * an end that lies there may belong to either copy.
   */
  @ParameterizedTest
  @CsvSource({"0", "1"})
  void fragmentsThatEndInATandemDuplicationAreAlignedTheSame(int end) {
    Aligners aligners = Aligners.of("rsv-a");
    int copy = duplicated(aligners.reference(), 72);
    GenomeMutator mutator = new GenomeMutator(aligners.reference(), SEED);
    Random random = new Random(SEED);
    for (int i = 0; i < 400 * FACTOR; i++) {
      int near = copy - 100 + random.nextInt(400);
      int length = 1000 + random.nextInt(1500);
      byte[] query =
          end == 0 ? mutator.fragment(near, near + length) : mutator.fragment(near - length, near);
      aligners.compare(query, "fragment " + i + " from or to " + near);
    }
  }

  /** Where the letters of the reference are most alike those so many further on. */
  private static int duplicated(byte[] reference, int shift) {
    int best = 0;
    int most = 0;
    for (int start = 0; start + 2 * shift < reference.length; start++) {
      int alike = 0;
      for (int i = start; i < start + shift; i++) {
        alike += reference[i] == reference[i + shift] ? 1 : 0;
      }
      if (alike > most) {
        most = alike;
        best = start;
      }
    }
    assertThat(most).as("letters alike of %d", shift).isGreaterThan(shift * 9 / 10);
    return best;
  }

  /**
   * Fragments of 100 letters and more, of which the bands are wide at both ends and may take in
   * another copy of what stands there.
   */
  @ParameterizedTest
  @CsvSource({
    "rsv-a,1000,25",
    "sars-cov-2,500,40",
    "flu-h3n2-ha,1000,20",
    "tandem repeats,1500,2",
    "duplications near by,1500,2",
    "duplications far away,1500,2",
    "without genes,1000,20"
  })
  void fragmentsAreAlignedTheSame(String name, int fragments, int leastPercentFast) {
    Aligners aligners = Aligners.of(name);
    int length = aligners.reference().length;
    GenomeMutator mutator = new GenomeMutator(aligners.reference(), SEED);
    Random random = new Random(SEED);
    int fast = 0;
    for (int i = 0; i < fragments * FACTOR; i++) {
      int letters = 100 + random.nextInt(random.nextInt(3) == 0 ? 1400 : 300);
      int from = random.nextInt(length - letters);
      byte[] query = mutator.fragment(from, from + letters);
      fast += aligners.compare(query, "fragment " + i + " from " + from) ? 1 : 0;
    }
    assertThat(100 * fast).isGreaterThan(leastPercentFast * fragments * FACTOR);
  }

  @ParameterizedTest
  @CsvSource({"sars-cov-2,250,40", "rsv-a,400,35", "flu-h3n2-ha,2000,25"})
  void fastAndFullAlignmentAreTheSame(String name, int genomes, int leastPercentFast) {
    Aligners aligners = Aligners.of(name);
    GenomeMutator mutator = new GenomeMutator(aligners.reference(), SEED);
    int fastGenomes = 0;
    for (int i = 0; i < genomes * FACTOR; i++) {
      fastGenomes += aligners.compare(mutator.next(), "genome " + i) ? 1 : 0;
    }
    assertThat(100 * fastGenomes).isGreaterThan(leastPercentFast * genomes * FACTOR);
  }

  /** Both ways for one reference. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Aligners(
      byte[] reference, ScoringScheme scheme, AnchoredAligner fast, BandedAligner full) {

    static Aligners of(String name) {
      ReferenceDataset dataset = RepetitiveViruses.dataset(name);
      byte[] reference = dataset.reference();
      AlignmentParameters parameters = dataset.alignmentParameters();
      ScoringScheme scheme =
          ScoringScheme.nucleotides(
              parameters, reference.length, dataset.annotation().codingSequences());
      return new Aligners(
          reference,
          scheme,
          new AnchoredAligner(reference, parameters, scheme),
          new BandedAligner(reference, parameters, scheme));
    }

    /** Whether the fast way was taken; then the result must be that of the full one. */
    boolean compare(byte[] query, String what) {
      AlignmentPath fastPath = new AlignmentPath();
      if (!fast.align(query, query.length, fastPath)) {
        return false;
      }
      AlignmentPath fullPath = new AlignmentPath();
      assertThat(full.align(query, query.length, fullPath)).isEqualTo(AlignmentOutcome.ALIGNED);
      assertThat(fastPath.score(scheme, reference, query))
          .as("score of %s: fast %s, full %s", what, fastPath, fullPath)
          .isEqualTo(fullPath.score(scheme, reference, query));
      assertThat(fastPath.toString()).as(what).isEqualTo(fullPath.toString());
      return true;
    }
  }
}
