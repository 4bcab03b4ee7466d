package org.virowatch.jobs.calling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.calling.CallOutcome.Rejected;
import org.virowatch.jobs.wire.Excerpt;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.Submission;
import org.virowatch.surveillance.calendar.Retention;

/** Writes rejections: who, why, and what the offending value looked like, cut to a safe length. */
final class Rejections {
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

  /** A version submitted after the retention ended its period of collection. */
  static Rejected pastRetention(Submission submission, Retention retention, Instant end) {
    return of(
        submission,
        RejectionCode.PAST_RETENTION,
        "genomes count here for "
            + retention
            + " after the end of the week, month or year of their collection, this one until "
            + LocalDate.ofInstant(end, ZoneOffset.UTC)
            + "; if the date is wrong, send it again corrected; a version accepted earlier still"
            + " counts, withdraw it if it should not; the operator sets the retention with 'up"
            + " --retention'",
        "collectionDate",
        submission.getCollectionDate());
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

  static String excerpt(String value) {
    return Excerpt.of(value);
  }
}
