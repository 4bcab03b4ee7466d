package org.virowatch.ingest.submission;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.Submission;

/** What became of one record of the input: a sequence, a row of metadata, or an unreadable file. */
public sealed interface SubmissionOutcome {
  /**
   * A record fit to be sent.
   *
   * @param submission what to send
   * @param notes what could not be used of it, such as an unknown subdivision; usually empty
   * @param detectionScore how well its dataset fits, 0 to 1; empty if the dataset was not detected
   */
  record Accepted(Submission submission, List<String> notes, OptionalDouble detectionScore)
      implements SubmissionOutcome {
    /** Keeps the notes from being changed. */
    public Accepted {
      notes = List.copyOf(notes);
    }
  }

  /**
   * A record that is not sent.
   *
   * @param accession identity of the genome as far as it is known, else empty
   * @param version its version as far as it is known, else 0
   * @param sequenceName name of the FASTA record or of the metadata row; empty when it has none
   * @param reason why
   */
  record Refused(String accession, int version, String sequenceName, Reason reason)
      implements SubmissionOutcome {}

  /**
   * Why a record is refused.
   *
   * @param code machine-readable reason
   * @param field the field or column at fault; empty when none is
   * @param message what was wrong, where, the limit, the likely cause and what to do
   * @param value the offending value, cut short and escaped; null when there is none to show
   */
  record Reason(RejectionCode code, String field, String message, @Nullable String value) {
    /** Cuts and escapes the value. */
    public Reason {
      value = value == null ? null : Excerpt.of(value);
    }
  }
}
