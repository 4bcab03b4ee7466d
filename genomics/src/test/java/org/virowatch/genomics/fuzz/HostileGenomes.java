package org.virowatch.genomics.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.virowatch.genomics.sequence.Nucleotide;

/** Sequences no lab means to send, and mutated ones it might, made out of a reference. */
final class HostileGenomes {

  /** What a sequence is made of. */
  enum Kind {
    BYTES,
    BASES,
    AMBIGUOUS,
    ONE_LETTER,
    DINUCLEOTIDES,
    REPEATED_PIECE,
    MUTATED,
    DIVERGED,
    TRUNCATED,
    CHIMERIC,
    TURNED,
    CONCATENATED,
    UNKNOWN,
    NESTED_GAPS,
    GAP_LETTERS,
    PROTEIN,
    FLANKED,
    INVERTED,
    DUPLICATED,
    TINY
  }

  private static final byte[] BASES = {'A', 'C', 'G', 'T'};
  private static final byte[] CODES =
      "ACGTRYSWKMBDHVN".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final byte[] reference;
  private final Random random;

  HostileGenomes(byte[] reference, Random random) {
    this.reference = reference;
    this.random = random;
  }

  /** A sequence of a kind. */
  byte[] next(Kind kind) {
    return switch (kind) {
      case BYTES -> bytes(length());
      case BASES -> letters(BASES, length());
      case AMBIGUOUS -> letters(CODES, length());
      case ONE_LETTER -> filled(length(), CODES[random.nextInt(CODES.length)]);
      case DINUCLEOTIDES -> repeated(letters(BASES, 2 + random.nextInt(3)), length());
      case REPEATED_PIECE -> repeated(piece(Math.max(2, reference.length / 4)), length());
      case MUTATED -> gapped(substituted(reference.clone(), random.nextDouble() * 0.02), 6);
      case DIVERGED -> gapped(substituted(reference.clone(), random.nextDouble() * 0.35), 12);
      case TRUNCATED -> substituted(piece(reference.length), random.nextDouble() * 0.05);
      case CHIMERIC -> chimeric();
      case TURNED -> Nucleotide.reverseComplement(gapped(reference.clone(), 4));
      case CONCATENATED ->
          repeated(gapped(reference.clone(), 3), (1 + random.nextInt(5)) * reference.length);
      case UNKNOWN -> unknown(gapped(reference.clone(), 4));
      case NESTED_GAPS -> nested();
      case GAP_LETTERS -> gapLetters();
      case PROTEIN ->
          letters(
              "ACDEFGHIKLMNPQRSTVWY*X".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
              length());
      case FLANKED ->
          join(
              letters(BASES, length() / 4),
              gapped(reference.clone(), 3),
              letters(BASES, length() / 4));
      case INVERTED -> inverted();
      case DUPLICATED -> duplicated();
      case TINY -> letters(CODES, random.nextInt(12));
    };
  }

  /** Mostly about a genome, sometimes nothing or more than is accepted. */
  private int length() {
    int limit = random.nextInt(200) == 0 ? 5 * reference.length + 12_000 : 2 * reference.length;
    return random.nextInt(limit);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] letters(byte[] alphabet, int length) {
    byte[] letters = new byte[length];
    for (int i = 0; i < length; i++) {
      letters[i] = alphabet[random.nextInt(alphabet.length)];
    }
    return letters;
  }

  private static byte[] filled(int length, byte letter) {
    byte[] letters = new byte[length];
    Arrays.fill(letters, letter);
    return letters;
  }

  private static byte[] repeated(byte[] unit, int length) {
    byte[] letters = new byte[length];
    for (int i = 0; i < length; i++) {
      letters[i] = unit[i % unit.length];
    }
    return letters;
  }

  private byte[] piece(int longest) {
    int length = 1 + random.nextInt(Math.min(longest, reference.length));
    int from = random.nextInt(reference.length - length + 1);
    return Arrays.copyOfRange(reference, from, from + length);
  }

  private byte[] substituted(byte[] genome, double rate) {
    for (int i = 0; i < genome.length; i++) {
      if (random.nextDouble() < rate) {
        genome[i] =
            random.nextInt(20) == 0
                ? CODES[random.nextInt(CODES.length)]
                : BASES[random.nextInt(4)];
      }
    }
    return genome;
  }

  private byte[] gapped(byte[] genome, int gaps) {
    byte[] gapped = genome;
    for (int i = random.nextInt(gaps + 1); i > 0; i--) {
      gapped = gapped(gapped, random.nextInt(gapped.length + 1), gapLength(), random.nextInt(3));
    }
    return gapped;
  }

  private int gapLength() {
    return 1 + random.nextInt(random.nextInt(8) == 0 ? reference.length / 2 : 20);
  }

  /** Deletes, inserts random bases or repeats what stands before. */
  private byte[] gapped(byte[] genome, int at, int length, int way) {
    int begin = Math.max(0, at - length);
    return switch (way) {
      case 0 -> join(Arrays.copyOf(genome, begin), Arrays.copyOfRange(genome, at, genome.length));
      case 1 ->
          join(
              Arrays.copyOf(genome, at),
              letters(BASES, length),
              Arrays.copyOfRange(genome, at, genome.length));
      default -> join(Arrays.copyOf(genome, at), Arrays.copyOfRange(genome, begin, genome.length));
    };
  }

  /** Gap upon gap at one place. */
  private byte[] nested() {
    byte[] genome = reference.clone();
    int at = random.nextInt(genome.length);
    for (int i = 2 + random.nextInt(8); i > 0; i--) {
      int place = Math.max(0, Math.min(genome.length, at + random.nextInt(41) - 20));
      genome = gapped(genome, place, 1 + random.nextInt(30), random.nextInt(3));
    }
    return genome;
  }

  private byte[] chimeric() {
    ByteArrayOutputStream genome = new ByteArrayOutputStream();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      byte[] piece = piece(reference.length / 2 + 1);
      genome.writeBytes(random.nextInt(4) == 0 ? Nucleotide.reverseComplement(piece) : piece);
    }
    return genome.toByteArray();
  }

  private byte[] unknown(byte[] genome) {
    for (int i = 1 + random.nextInt(12); i > 0 && genome.length > 0; i--) {
      int from = random.nextInt(genome.length);
      Arrays.fill(genome, from, Math.min(genome.length, from + gapLength() * 4), (byte) 'N');
    }
    return genome;
  }

  /** Gap letters, lower case, RNA and white space in a genome. */
  private byte[] gapLetters() {
    byte[] genome = gapped(reference.clone(), 3);
    for (int i = random.nextInt(200); i > 0 && genome.length > 0; i--) {
      genome[random.nextInt(genome.length)] = (byte) "-. \n\r\tnu*?!".charAt(random.nextInt(11));
    }
    String text = new String(genome, java.nio.charset.StandardCharsets.ISO_8859_1);
    return (random.nextBoolean() ? text.toLowerCase(Locale.ROOT) : text.replace('T', 'U'))
        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private byte[] inverted() {
    byte[] genome = gapped(reference.clone(), 3);
    int from = random.nextInt(genome.length);
    int to = Math.min(genome.length, from + gapLength() * 5);
    byte[] turned = Nucleotide.reverseComplement(Arrays.copyOfRange(genome, from, to));
    System.arraycopy(turned, 0, genome, from, turned.length);
    return genome;
  }

  private byte[] duplicated() {
    byte[] piece = piece(reference.length / 3 + 1);
    int at = random.nextInt(reference.length);
    byte[] copies = repeated(piece, piece.length * (1 + random.nextInt(4)));
    return join(
        Arrays.copyOf(reference, at), copies, Arrays.copyOfRange(reference, at, reference.length));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
