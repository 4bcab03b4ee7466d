package org.virowatch.genomics.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.dataset.AlignmentParameters;

/**
 * Aligning proteins around their gaps gives what aligning them whole does: mutated and gapped
 * proteins with unknown stretches, of a varied and of a repetitive reference. {@code
 * -Dvirowatch.aligners=N} tries N times as many, {@code -Dvirowatch.seed=S} others.
 */
class ProteinAlignersAgreeTest {
  private static final int FACTOR = Integer.getInteger("virowatch.aligners", 1);
  private static final long SEED = Long.getLong("virowatch.seed", 1L);
  private static final String LETTERS = "ACDEFGHIKLMNPQRSTVWY";

  @ParameterizedTest
  @CsvSource({"20,1300,60", "20,150,30", "4,600,10", "2,300,0"})
  void boxedAndWholeAlignmentAreTheSame(int alphabet, int length, int leastPercentBoxed) {
    Random random = new Random(SEED + length);
    AlignmentParameters parameters = AlignmentParameters.DEFAULT;
    AlignmentPath boxed = new AlignmentPath();
    AlignmentPath whole = new AlignmentPath();
    int proteins = 0;
    int taken = 0;
    for (int run = 0; run < 20 * FACTOR; run++) {
      byte[] reference = protein(random, alphabet, length);
      ScoringScheme scheme = ScoringScheme.aminoAcids(parameters, reference.length);
      DiagonalBandAligner full = new DiagonalBandAligner();
      var aligner = new GappedProteinAligner(reference, scheme, (byte) 'X', full);
      for (int i = 0; i < 40; i++) {
        StringBuilder query = new StringBuilder();
        int gaps = mutate(reference, random, alphabet, query);
        byte[] letters = query.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int width = gaps + 5;
        int shift = (reference.length - letters.length) / 2;
        proteins++;
        if (!aligner.alignAroundGaps(letters, letters.length, shift, width, boxed)) {
          continue;
        }
        taken++;
        assertThat(
                full.align(
                    scheme,
                    reference,
                    reference.length,
                    letters,
                    letters.length,
                    shift,
                    width,
                    false,
                    false,
                    whole))
            .isTrue();
        assertThat(boxed.score(scheme, reference, letters))
            .as("score: boxed %s, whole %s", boxed, whole)
            .isEqualTo(whole.score(scheme, reference, letters));
        assertThat(boxed.toString()).isEqualTo(whole.toString());
      }
    }
    assertThat(100 * taken).isGreaterThanOrEqualTo(leastPercentBoxed * proteins);
  }

  private static byte[] protein(Random random, int alphabet, int length) {
    byte[] protein = new byte[length];
    for (int i = 0; i < length; i++) {
      boolean repeats = i >= 8 && random.nextInt(60) == 0;
      protein[i] = repeats ? protein[i - 8] : letter(random, alphabet);
    }
    return protein;
  }

  /** Writes a mutated copy; returns how many letters were deleted and inserted. */
  private static int mutate(byte[] reference, Random random, int alphabet, StringBuilder out) {
    double rate = random.nextInt(4) == 0 ? 0.1 : 0.01;
    int gaps = 0;
    int indels = random.nextInt(4);
    boolean[] starts = new boolean[reference.length];
    for (int i = 0; i < indels; i++) {
      starts[random.nextInt(reference.length)] = true;
    }
    int unknownFrom = random.nextInt(3) == 0 ? random.nextInt(reference.length) : -1;
    int unknownTo = unknownFrom + 1 + random.nextInt(60);
    for (int i = 0; i < reference.length; i++) {
      if (starts[i]) {
        int letters = 1 + random.nextInt(random.nextInt(4) == 0 ? 9 : 3);
        gaps += letters;
        if (random.nextBoolean()) {
          i += letters - 1;
          continue;
        }
        boolean copy = random.nextInt(3) == 0 && i >= letters;
        for (int j = 0; j < letters; j++) {
          out.append((char) (copy ? reference[i - letters + j] : letter(random, alphabet)));
        }
      }
      boolean isUnknown = unknownFrom >= 0 && i >= unknownFrom && i < unknownTo;
      out.append(
          isUnknown
              ? 'X'
              : (char) (random.nextDouble() < rate ? letter(random, alphabet) : reference[i]));
    }
    return gaps;
  }

  private static byte letter(Random random, int alphabet) {
    return (byte) LETTERS.charAt(random.nextInt(alphabet));
  }
}
