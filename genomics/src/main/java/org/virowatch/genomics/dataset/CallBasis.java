package org.virowatch.genomics.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.virowatch.genomics.annotation.CdsSegment;
import org.virowatch.genomics.annotation.CodingSequence;

/**
 * What of a dataset the calls of a genome depend on, as fingerprints: datasets that agree in all
 * three call every genome alike, however their trees and rules of quality differ. Each is the first
 * 8 bytes of a SHA-256 in hexadecimal.
 *
 * @param reference the reference bases
 * @param scoring what an alignment is worth and how it is translated: scores, side of gaps, coding
 *     sequences
 * @param search how widely the best alignment is looked for: seeds, bands, shortest sequence
 */
public record CallBasis(String reference, String scoring, String search) {

  /**
   * Part of {@code scoring}: to be raised when a release calls the same genome otherwise under the
   * same dataset, so that stored calls are not taken for its own.
   */
  private static final int REVISION_OF_CALLING = 1;

  private static final int BYTES = 8;

  /** The basis of calls against a dataset. */
  public static CallBasis of(ReferenceDataset dataset) {
    return new CallBasis(
        fingerprint(dataset.reference()),
        fingerprint(scoring(dataset)),
        fingerprint(search(dataset.alignmentParameters())));
  }

  private static String scoring(ReferenceDataset dataset) {
    AlignmentParameters parameters = dataset.alignmentParameters();
    StringBuilder text = new StringBuilder();
    add(text, "revision", REVISION_OF_CALLING);
    add(text, "penaltyGapExtend", parameters.penaltyGapExtend());
    add(text, "penaltyGapOpen", parameters.penaltyGapOpen());
    add(text, "penaltyGapOpenInFrame", parameters.penaltyGapOpenInFrame());
    add(text, "penaltyGapOpenOutOfFrame", parameters.penaltyGapOpenOutOfFrame());
    add(text, "penaltyMismatch", parameters.penaltyMismatch());
    add(text, "scoreMatch", parameters.scoreMatch());
    add(text, "gapAlignmentSide", parameters.gapAlignmentSide());
    add(text, "noTranslatePastStop", parameters.noTranslatePastStop());
    List<CodingSequence> sequences = new ArrayList<>(dataset.annotation().codingSequences());
    sequences.sort(Comparator.comparing(CodingSequence::name)); // their order changes no call
    for (CodingSequence cds : sequences) {
      add(text, "cds", cds.name());
      for (CdsSegment segment : cds.segments()) {
        add(text, "strand", segment.strand());
        add(text, "range", segment.range());
      }
    }
    return text.toString();
  }

  private static String search(AlignmentParameters parameters) {
    StringBuilder text = new StringBuilder();
    add(text, "minLength", parameters.minLength());
    add(text, "maxBandArea", parameters.maxBandArea());
    add(text, "excessBandwidth", parameters.excessBandwidth());
    add(text, "terminalBandwidth", parameters.terminalBandwidth());
    add(text, "kmerLength", parameters.kmerLength());
    add(text, "kmerDistance", parameters.kmerDistance());
    add(text, "minMatchLength", parameters.minMatchLength());
    add(text, "allowedMismatches", parameters.allowedMismatches());
    add(text, "windowSize", parameters.windowSize());
    add(text, "minSeedCover", parameters.minSeedCover());
    add(text, "maxAlignmentAttempts", parameters.maxAlignmentAttempts());
    return text.toString();
  }

  private static void add(StringBuilder text, String name, Object value) {
    text.append(name).append('=').append(value).append('\n');
  }

  private static String fingerprint(String text) {
    return fingerprint(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String fingerprint(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
