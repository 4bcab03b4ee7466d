package org.virowatch.genomics.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

class RememberedBoxesTest {

  private final ReferenceDataset dataset = ReferenceDatasets.builtIn();
  private final byte[] reference = dataset.reference();
  private final ScoringScheme scheme =
      ScoringScheme.nucleotides(
          dataset.alignmentParameters(), reference.length, dataset.annotation().codingSequences());

  /** Few queries and boxes, so that most are met again, in a memory that overflows. */
  @Test
  void boxesMetAgainAreAlignedAsTheFirstTime() {
    Random random = new Random(5);
    GenomeMutator mutator = new GenomeMutator(reference, 5);
    List<byte[]> queries = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      queries.add(mutator.next());
    }
    RememberedBoxes remembered = new RememberedBoxes(scheme, reference, 8, 1 << 14);
    for (int i = 0; i < 4_000; i++) {
      byte[] query = queries.get(random.nextInt(queries.size()));
      int row = 100 * random.nextInt(20);
      int column = Math.max(0, row + 3 * (random.nextInt(3) - 1));
      int letters = 60 + 40 * random.nextInt(3);
      AffineKernel.Box box =
          new AffineKernel.Box(
              row, row + letters, column, column + letters + random.nextInt(2), row == 0, false);
      int room = 5 + 5 * random.nextInt(2);
      AlignmentPath path = start();
      AlignmentPath fresh = start();
      boolean joined =
          remembered.align(
              query, query.length, box, column - row - room, column - row + room, path);
      RememberedBoxes forgetful = new RememberedBoxes(scheme, reference, 8, 1 << 10);
      assertThat(
              forgetful.align(
                  query, query.length, box, column - row - room, column - row + room, fresh))
          .isEqualTo(joined);
      if (joined) {
        assertThat(path.toString()).isEqualTo(fresh.toString());
        assertThat(path.touchesBand()).isEqualTo(fresh.touchesBand());
      }
    }
  }

  private static AlignmentPath start() {
    AlignmentPath path = new AlignmentPath();
    path.clear();
    return path;
  }
}
