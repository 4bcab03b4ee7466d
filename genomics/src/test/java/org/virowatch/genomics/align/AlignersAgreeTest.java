package org.virowatch.genomics.align;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * The fast aligner and the reference implementation agree on mutated, gapped and truncated genomes.
 * {@code -Dvirowatch.aligners=N} tries N times as many, {@code -Dvirowatch.seed=S} others.
 */
class AlignersAgreeTest {

  private static final int FACTOR = Integer.getInteger("virowatch.aligners", 1);
  private static final long SEED = Long.getLong("virowatch.seed", 1L);

  @ParameterizedTest
  @CsvSource({"sars-cov-2,250,40", "rsv-a,400,35", "flu-h3n2-ha,2000,25"})
  void fastAndFullAlignmentAreTheSame(String name, int genomes, int leastPercentFast) {
    ReferenceDataset dataset = RealDatasets.dataset(name);
    byte[] reference = dataset.reference();
    ScoringScheme scheme =
        ScoringScheme.nucleotides(
            dataset.alignmentParameters(),
            reference.length,
            dataset.annotation().codingSequences());
    AnchoredAligner fast = new AnchoredAligner(reference, dataset.alignmentParameters(), scheme);
    BandedAligner full = new BandedAligner(reference, dataset.alignmentParameters(), scheme);
    GenomeMutator mutator = new GenomeMutator(reference, SEED);
    AlignmentPath fastPath = new AlignmentPath();
    AlignmentPath fullPath = new AlignmentPath();
    int fastGenomes = 0;
    for (int i = 0; i < genomes * FACTOR; i++) {
      byte[] query = mutator.next();
      if (!fast.align(query, query.length, fastPath)) {
        continue;
      }
      fastGenomes++;
      assertThat(full.align(query, query.length, fullPath)).isEqualTo(AlignmentOutcome.ALIGNED);
      assertThat(fastPath.score(scheme, reference, query))
          .as("score of genome %d: fast %s, full %s", i, fastPath, fullPath)
          .isEqualTo(fullPath.score(scheme, reference, query));
      assertThat(fastPath.toString()).as("genome %d", i).isEqualTo(fullPath.toString());
    }
    assertThat(100 * fastGenomes).isGreaterThan(leastPercentFast * genomes * FACTOR);
  }
}
