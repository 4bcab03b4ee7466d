package org.virowatch.genomics.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CleanSequenceTest {

  private static final String COMMON = "ACGTacgt";
  private static final String RARE = "NnUuRYSWKMBDHV-. \t\r\n?XE*0\u00c1\u00e1";

  @Test
  void everyByteAmongKnownBasesIsToldFromThem() {
    for (int place = 0; place < KnownBases.STEP; place++) {
      for (int letter = 0; letter < 256; letter++) {
        byte[] raw = "ACGTTGCA".getBytes(StandardCharsets.US_ASCII);
        raw[place] = (byte) letter;
        byte[] copy = new byte[raw.length];
        boolean known = COMMON.indexOf(letter) >= 0;
        assertThat(KnownBases.copy(raw, 0, raw.length, copy, 0))
            .as("byte %d at %d", letter, place)
            .isEqualTo(known ? KnownBases.STEP : 0);
        if (known) {
          raw[place] = (byte) Character.toUpperCase(letter);
          assertThat(copy).isEqualTo(raw);
        }
      }
    }
  }

  @Test
  void cleaningEightLettersAtATimeGivesWhatOneByOneGives() {
    Random random = new Random(11);
    CleanSequence clean = new CleanSequence();
    for (int round = 0; round < 5000; round++) {
      byte[] raw = new byte[random.nextInt(200)];
      int rarity = 1 + random.nextInt(60);
      for (int i = 0; i < raw.length; i++) {
        String letters = random.nextInt(rarity) == 0 ? RARE : COMMON;
        raw[i] = (byte) letters.charAt(random.nextInt(letters.length()));
      }
      clean.read(raw);
      assertPlain(clean, raw);
    }
  }

  private static void assertPlain(CleanSequence clean, byte[] raw) {
    ByteArrayOutputStream bases = new ByteArrayOutputStream();
    int foreign = 0;
    int firstForeign = -1;
    for (int i = 0; i < raw.length; i++) {
      if ("-. \t\r\n".indexOf(raw[i]) >= 0) {
        continue;
      }
      byte code = raw[i] == '?' ? Nucleotide.UNKNOWN : Nucleotide.canonical(raw[i]);
      if (code == 0) {
        firstForeign = foreign++ == 0 ? i : firstForeign;
        code = Nucleotide.UNKNOWN;
      }
      bases.write(code);
    }
    int known = 0;
    for (byte base : bases.toByteArray()) {
      known += base == Nucleotide.UNKNOWN ? 0 : 1;
    }
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    assertThat(Arrays.copyOf(clean.bases(), clean.length()))
        .as(text)
        .isEqualTo(bases.toByteArray());
    assertThat(clean.known()).as(text).isEqualTo(known);
    assertThat(clean.foreign()).as(text).isEqualTo(foreign);
    assertThat(clean.firstForeign()).as(text).isEqualTo(firstForeign);
  }
}
