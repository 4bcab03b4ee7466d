package org.virowatch.genomics;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.virowatch.genomics.align.AlignmentOutcome;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.sequence.CleanSequence;

/** Why a sequence is refused, in words a lab understands. Stateless and thread-safe. */
final class Refusals {

  /**
   * Share of letters that may be no nucleotide codes: a typing mistake, not another kind of file.
   */
  private static final double FOREIGN_LIMIT = 0.05;

  /** Share of unknown letters from which they may be why nothing is found. */
  private static final double UNKNOWN_LIMIT = 0.1;

  private static final String FIELD = "sequence";

  private final String virus;
  private final int referenceLength;
  private final int shortest;
  private final long longest;
  private final double seedCover;

  Refusals(ReferenceDataset dataset) {
    virus = dataset.name() + " (" + dataset.referenceName() + ", " + dataset.length() + " bases)";
    referenceLength = dataset.length();
    shortest = dataset.alignmentParameters().minLength();
    longest = 4L * dataset.length() + 10_000;
    seedCover = dataset.alignmentParameters().minSeedCover();
  }

  /** What is wrong with a sequence before it is aligned. */
  Optional<AnalysisFailure> beforeAlignment(String name, byte[] raw, CleanSequence clean) {
    if (clean.length() == 0) {
      return Optional.of(empty(name));
    }
    if (isForeign(clean)) {
      return Optional.of(notNucleotide(name, raw, clean));
    }
    if (clean.length() > longest) {
      return Optional.of(
          failure(
              name,
              FailureReason.TOO_LONG,
              String.format(
                  Locale.ROOT,
                  "The sequence has %d bases; at most %d are accepted for %s. Likely cause: several"
                      + " genomes in one record, or another organism. Give one genome a record.",
                  clean.length(),
                  longest,
                  virus),
              Integer.toString(clean.length())));
    }
    if (clean.length() < shortest) {
      return Optional.of(
          failure(
              name,
              FailureReason.TOO_SHORT,
              String.format(
                  Locale.ROOT,
                  "The sequence has %d bases; at least %d are needed for a reliable alignment to %s."
                      + " Likely cause: a fragment or a truncated file. Give the whole consensus.",
                  clean.length(),
                  shortest,
                  virus),
              Integer.toString(clean.length())));
    }
    if (clean.known() < Math.min(shortest, clean.length()) || clean.known() == 0) {
      return Optional.of(tooFewKnown(name, clean));
    }
    return Optional.empty();
  }

  /** A sequence without bases. */
  static AnalysisFailure empty(String name) {
    return failure(
        name,
        FailureReason.EMPTY_SEQUENCE,
        "The sequence has no bases. Likely cause: an empty FASTA record or a failed assembly."
            + " Leave the record out or submit its bases.",
        null);
  }

  /** Whether too many letters are no nucleotide codes. */
  static boolean isForeign(CleanSequence clean) {
    return clean.foreign() > FOREIGN_LIMIT * clean.length();
  }

  /** A sequence of something else than nucleotides. */
  static AnalysisFailure notNucleotide(String name, byte[] raw, CleanSequence clean) {
    int from = clean.firstForeign();
    String shown =
        new String(raw, from, Math.min(20, raw.length - from), StandardCharsets.ISO_8859_1);
    return failure(
        name,
        FailureReason.NOT_NUCLEOTIDE,
        String.format(
            Locale.ROOT,
            "%d of %d letters are no nucleotide codes (A C G T U N and IUPAC codes), the first at"
                + " position %d. Likely cause: a protein sequence, a web page or another file saved"
                + " as FASTA. Give the nucleotide consensus.",
            clean.foreign(),
            clean.length(),
            from + 1),
        shown);
  }

  private AnalysisFailure tooFewKnown(String name, CleanSequence clean) {
    return failure(
        name,
        FailureReason.TOO_FEW_KNOWN_BASES,
        String.format(
            Locale.ROOT,
            "Only %d of %d bases are known, the others are N; too few to align to %s. Likely cause: a"
                + " failed amplification or too little depth. Sequence the sample again.",
            clean.known(),
            clean.length(),
            virus),
        Integer.toString(clean.known()));
  }

  /** Why a sequence that could not be aligned is refused. */
  AnalysisFailure unaligned(
      String name, CleanSequence clean, AlignmentOutcome outcome, double cover) {
    if (clean.known() < clean.length() / 10 && clean.known() < referenceLength / 10) {
      return tooFewKnown(name, clean);
    }
    return switch (outcome) {
      case NO_SEEDS ->
          failure(
              name,
              FailureReason.WRONG_VIRUS,
              String.format(
                  Locale.ROOT,
                  "Nothing in the sequence resembles %s%s. Likely cause: %sanother virus, or the wrong"
                      + " dataset. Name the dataset of its virus with --dataset.",
                  virus,
                  unknown(clean),
                  scattered(clean)),
              null);
      case TOO_FEW_SEEDS ->
          failure(
              name,
              FailureReason.WRONG_VIRUS,
              String.format(
                  Locale.ROOT,
                  "Only %.1f %% of the sequence resembles %s; at least %.1f %% must%s. Likely cause:"
                      + " %sanother virus, a contaminated assembly, or the wrong dataset.",
                  100 * cover,
                  virus,
                  100 * seedCover,
                  unknown(clean),
                  scattered(clean)),
              String.format(Locale.ROOT, "%.4f", cover));
      case TOO_REPETITIVE ->
          failure(
              name,
              FailureReason.ALIGNMENT_FAILED,
              String.format(
                  Locale.ROOT,
                  "The sequence repeats parts of %s so often that it cannot be aligned. Likely cause:"
                      + " a misassembly that repeats one stretch many times. Check the assembly.",
                  virus),
              null);
      case BAND_TOO_LARGE, NO_PATH, ALIGNED ->
          failure(
              name,
              FailureReason.ALIGNMENT_FAILED,
              String.format(
                  Locale.ROOT,
                  "The sequence resembles %s but cannot be aligned to it%s. Likely cause: a"
                      + " misassembly with large rearrangements. Check the assembly.",
                  virus,
                  outcome == AlignmentOutcome.BAND_TOO_LARGE
                      ? " within the memory allowed (maxBandArea)"
                      : ""),
              null);
    };
  }

  /** How many letters are unknown, where they may leave too little between them to compare. */
  private static String unknown(CleanSequence clean) {
    return hasManyUnknown(clean)
        ? String.format(
            Locale.ROOT,
            ", and %d of its %d bases are N",
            clean.length() - clean.known(),
            clean.length())
        : "";
  }

  private static String scattered(CleanSequence clean) {
    return hasManyUnknown(clean) ? "N scattered by too little depth, " : "";
  }

  private static boolean hasManyUnknown(CleanSequence clean) {
    return clean.length() - clean.known() > UNKNOWN_LIMIT * clean.length();
  }

  /** The sequence was read from the other strand. */
  AnalysisFailure reverseComplement(String name) {
    return failure(
        name,
        FailureReason.REVERSE_COMPLEMENT,
        "The sequence fits "
            + virus
            + " only when reverse-complemented. Likely cause: the assembly was written from the other"
            + " strand. Give its reverse complement.",
        null);
  }

  /** A fault of this program. */
  AnalysisFailure internalError(String name, Throwable fault) {
    return failure(
        name,
        FailureReason.INTERNAL_ERROR,
        "The analysis broke off, which is a fault of this program and not of the sequence: "
            + fault
            + ". Please report it with the sequence.",
        null);
  }

  private static AnalysisFailure failure(
      String name,
      FailureReason reason,
      String message,
      @org.jspecify.annotations.Nullable String value) {
    return new AnalysisFailure(name, reason, message, FIELD, value);
  }
}
