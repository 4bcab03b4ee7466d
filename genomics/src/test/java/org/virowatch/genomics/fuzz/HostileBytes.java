package org.virowatch.genomics.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Sound documents spoilt: bytes changed, cut, moved and repeated, values gone wild, nesting. */
final class HostileBytes {

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "\t",
          "\n",
          "\r\n",
          ";",
          "=",
          "%",
          "%zz",
          ">",
          "#",
          "-1",
          "0",
          "1e999",
          "-99999999999999999999",
          "2147483647",
          "NaN",
          "null",
          "true",
          "''",
          "\u0000",
          "\ufeff",
          "\u202e",
          "é",
          "../../etc/passwd",
          "ID=x;Parent=x",
          "N".repeat(99),
          "A1C",
          "S:D614G",
          "*",
          "+",
          "-",
          "\\",
          "\\u0000",
          "\"children\": [",
          "CDS\t1\t3");

  private final Random random;

  HostileBytes(Random random) {
    this.random = random;
  }

  /** A sound document spoilt in one to six ways; now and then nothing but bytes. */
  byte[] next(byte[] sound) {
    if (random.nextInt(40) == 0) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      return bytes;
    }
    byte[] spoilt = sound.clone();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      spoilt = spoil(spoilt);
    }
    return spoilt;
  }

  private byte[] spoil(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(random.nextInt(5) == 0 ? 400 : 12));
    byte[] before = Arrays.copyOf(bytes, from);
    byte[] piece = Arrays.copyOfRange(bytes, from, to);
    byte[] after = Arrays.copyOfRange(bytes, to, bytes.length);
    return switch (random.nextInt(9)) {
      case 0 -> before;
      case 1 -> join(before, after);
      case 2 -> join(before, piece, piece, after);
      case 3 -> join(before, token(), after);
      case 4 -> join(before, piece, token(), after);
      case 5 -> join(before, flipped(piece), after);
      case 6 -> join(after, piece, before);
      case 7 -> join(before, token().length == 0 ? piece : repeated(token(), random), piece, after);
      default ->
          new String(bytes, StandardCharsets.ISO_8859_1)
              .replaceFirst("[0-9]+", String.valueOf(random.nextLong()))
              .getBytes(StandardCharsets.ISO_8859_1);
    };
  }

  private byte[] token() {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] repeated(byte[] token, Random random) {
    int times = 1 + random.nextInt(random.nextInt(50) == 0 ? 20_000 : 20);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      out.writeBytes(token);
    }
    return out.toByteArray();
  }

  private byte[] flipped(byte[] piece) {
    for (int i = 0; i < piece.length; i++) {
      if (random.nextInt(3) == 0) {
        piece[i] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return piece;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
