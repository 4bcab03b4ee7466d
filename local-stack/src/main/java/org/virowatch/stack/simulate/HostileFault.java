package org.virowatch.stack.simulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Ways in which a record can be wrong, and what has to become of it. */
enum HostileFault {
  EMPTY("EMPTY_SEQUENCE"),
  PROTEIN("NOT_NUCLEOTIDE"),
  ERROR_PAGE("NOT_NUCLEOTIDE"),
  WRONG_VIRUS("WRONG_VIRUS"),
  ALL_N("TOO_FEW_KNOWN_BASES"),
  REVERSE_COMPLEMENT("REVERSE_COMPLEMENT"),
  TOO_SHORT("TOO_SHORT"),
  TOO_LONG("TOO_LONG"),
  IMPOSSIBLE_DATE("INVALID_DATE"),
  FUTURE_DATE("FUTURE_DATE"),
  UNKNOWN_COUNTRY("UNKNOWN_COUNTRY"),
  BAD_VERSION("INVALID_RECORD"),
  NO_SEQUENCE("INVALID_RECORD"),
  NO_METADATA("INVALID_RECORD"),
  /** Strange, but nothing is wrong with it. */
  UNICODE_NAME("accepted"),
  /** Strange, but nothing is wrong with it. */
  LOWER_CASE_RNA("accepted"),
  /** Strange, but nothing is wrong with it. */
  NO_DATE("accepted");

  /** Longest record that is read; longer ones are refused. */
  private static final int LONGER_THAN_ALLOWED = 2_000_001;

  private static final String PROTEIN_SEQUENCE =
      "MFVFLVLLPLVSSQCVNLTTRTQLPPAYTNSFTRGVYYPDKVFRSSVLHSTQDLFLPFFSNVTWFHAIHVSGTNGTKRFDN";
  private static final String PAGE = "404NOTFOUNDTHEFILEYOUREQUESTEDISNOTONTHISSERVER";

  private final String expected;

  HostileFault(String expected) {
    this.expected = expected;
  }

  /** The rejection code it must end with, or {@code accepted}. */
  String expected() {
    return expected;
  }

  boolean hasMetadata() {
    return this != NO_METADATA;
  }

  boolean hasSequence() {
    return this != NO_SEQUENCE;
  }

  /**
   * The sequence to submit.
   *
   * @param sound a sequence without fault
   */
  byte[] sequence(byte[] sound, SeededRandom random) {
    return switch (this) {
      case EMPTY -> new byte[0];
      case PROTEIN -> ascii(PROTEIN_SEQUENCE.repeat(12));
      case ERROR_PAGE -> ascii(PAGE.repeat(20));
      case WRONG_VIRUS -> randomBases(15_000, random);
      case ALL_N -> filled(sound.length);
      case REVERSE_COMPLEMENT -> reverseComplement(sound);
      case TOO_SHORT -> Arrays.copyOfRange(sound, 1_000, 1_060);
      case TOO_LONG -> filled(LONGER_THAN_ALLOWED);
      case LOWER_CASE_RNA -> ascii(lowerCaseRna(sound));
      default -> sound;
    };
  }

  private static String lowerCaseRna(byte[] sound) {
    String text = new String(sound, StandardCharsets.US_ASCII);
    return text.toLowerCase(Locale.ROOT).replace('t', 'u');
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] filled(int length) {
    byte[] bases = new byte[length];
    Arrays.fill(bases, (byte) 'N');
    return bases;
  }

  private static byte[] randomBases(int length, SeededRandom random) {
    byte[] bases = new byte[length];
    for (int i = 0; i < length; i++) {
      bases[i] = (byte) "ACGT".charAt(random.nextInt(4));
    }
    return bases;
  }

  private static byte[] reverseComplement(byte[] sound) {
    String from = "ACGTRYKMSWN";
    String to = "TGCAYRMKSWN";
    byte[] bases = new byte[sound.length];
    for (int i = 0; i < sound.length; i++) {
      bases[sound.length - 1 - i] = (byte) to.charAt(from.indexOf(sound[i]));
    }
    return bases;
  }
}
