package org.virowatch.genomics.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.virowatch.genomics.dataset.AlignmentParameters;

class SeparatingWindowsTest {

  @Test
  void theyAreThoseThatLoseMuchAtEveryShift() {
    Random random = new Random(3);
    int found = 0;
    for (int round = 0; round < 300; round++) {
      byte[] reference = new byte[1 + random.nextInt(90)];
      for (int i = 0; i < reference.length; i++) {
        reference[i] = (byte) "ACGTN".charAt(random.nextInt(round % 2 == 0 ? 5 : 2));
      }
      ScoringScheme scheme =
          ScoringScheme.nucleotides(AlignmentParameters.DEFAULT, reference.length, List.of());
      int farthest = 1 + random.nextInt(30);
      int width = 1 + random.nextInt(20);
      int threshold = random.nextInt(2 * width);

      SeparatingWindows windows =
          SeparatingWindows.find(
                  reference,
                  scheme,
                  farthest,
                  new SeparatingWindows.Kind(1, 100),
                  new SeparatingWindows.Kind(width, threshold))
              .get(1);

      for (int start = 0; start + width <= reference.length; start++) {
        boolean separates = separates(reference, scheme, start, width, threshold, farthest);
        assertThat(windows.firstEnd(start) == start + width)
            .as("round %d, window at %d", round, start)
            .isEqualTo(separates);
        assertThat(windows.lastStart(start + width) == start).isEqualTo(separates);
        found += separates ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThan(1000);
  }

  private static boolean separates(
      byte[] reference, ScoringScheme scheme, int start, int width, int threshold, int farthest) {
    for (int shift = -farthest; shift <= farthest; shift++) {
      int loss = 0;
      for (int letter = start; letter < start + width; letter++) {
        int other = letter + shift;
        loss +=
            other < 0 || other >= reference.length
                ? scheme.match()
                : scheme.match() - scheme.pair(reference[letter], reference[other]);
      }
      if (shift != 0 && loss <= threshold) {
        return false;
      }
    }
    return true;
  }
}
