package org.virowatch.jobs.calling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.calling.CallOutcome.Rejected;
import org.virowatch.jobs.wire.Excerpt;
import org.virowatch.jobs.wire.Incoming.Removed;
import org.virowatch.jobs.wire.Incoming.Undecodable;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.Submission;

/** Writes rejections: who, why, and what the offending value looked like, cut to a safe length. */
public final class Rejections {
  private Rejections() {}

  static Rejected of(
      Submission submission,
      RejectionCode code,
      String message,
      @Nullable String field,
      @Nullable String value) {
    return new Rejected(
        Rejection.newBuilder()
            .setAccession(submission.getAccession())
            .setVersion(submission.getVersion())
            .setDataset(submission.getDataset())
            .setSequenceName(submission.getSequenceName())
            .setLab(submission.getLab())
            .setSubmittedAt(submission.getSubmittedAt())
            .setCode(code)
            .setMessage(message)
            .setField(field)
            .setValue(value == null ? null : excerpt(value))
            .build());
  }

  /** A version that was accepted before with another content. */
  static Rejection conflict(CalledGenome genome) {
    return Rejection.newBuilder()
        .setAccession(genome.getAccession())
        .setVersion(genome.getVersion())
        .setDataset(genome.getDataset())
        .setSequenceName(genome.getSequenceName())
        .setLab(genome.getLab())
        .setSubmittedAt(genome.getSubmittedAt())
        .setCode(RejectionCode.VERSION_CONFLICT)
        .setMessage(
            "version "
                + genome.getVersion()
                + " of "
                + excerpt(genome.getAccession())
                + " was accepted before with another content, which stays; the accession may be"
                + " used twice, or a correction was sent without raising its version: send it with"
                + " version "
                + (genome.getVersion() + 1)
                + " or higher")
        .setField("version")
        .setValue(Integer.toString(genome.getVersion()))
        .build();
  }

  /**
   * Bytes that are no record of the expected type.
   *
   * @param at when it was found
   */
  public static Rejection undecodable(Undecodable<?> found, Instant at) {
    return undecodable(
        found.key(),
        "the record at " + found.origin() + " was skipped: " + found.reason(),
        found.excerpt(),
        at);
  }

  /**
   * A record without a value where removals mean nothing.
   *
   * @param at when it was found
   */
  public static Rejection undecodable(Removed<?> found, Instant at) {
    return undecodable(
        found.key(),
        "a record without a value was skipped; to take a genome back, submit a withdrawal",
        null,
        at);
  }

  private static Rejection undecodable(
      String key, String message, @Nullable String excerpt, Instant at) {
    return Rejection.newBuilder()
        .setAccession(key)
        .setVersion(0)
        .setSubmittedAt(at)
        .setCode(RejectionCode.UNDECODABLE)
        .setMessage(message)
        .setValue(excerpt)
        .build();
  }

  static String excerpt(String value) {
    return Excerpt.of(value);
  }
}
