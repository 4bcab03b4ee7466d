package org.virowatch.ingest.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.virowatch.ingest.submission.SubmissionOutcome;
import org.virowatch.ingest.submission.SubmissionOutcome.Accepted;
import org.virowatch.ingest.submission.SubmissionOutcome.Reason;
import org.virowatch.ingest.submission.SubmissionOutcome.Refused;
import org.virowatch.schemas.Submission;

/**
 * Writes receipts: a tab-separated line a record. For an accepted record the message holds notes,
 * such as a subdivision that was not recognised; code, field and value are empty, the dataset is
 * the one it was submitted under, and the score says how well it fits if it was detected.
 */
final class ReceiptWriter {
  static final String HEADER =
      "accession\tversion\tsequence_name\tstatus\tcode\tfield\tmessage\tvalue\tdataset\tdataset_score\n";
  private static final Pattern BREAKS = Pattern.compile("[\\t\\r\\n]+");

  private final Appendable out;

  /** Writes the header. */
  ReceiptWriter(Appendable out) {
    this.out = out;
    write(HEADER);
  }

  void write(SubmissionOutcome outcome) {
    if (outcome instanceof Accepted accepted) {
      Submission submission = accepted.submission();
      line(
          submission.getAccession(),
          Integer.toString(submission.getVersion()),
          submission.getSequenceName(),
          "accepted",
          "",
          "",
          String.join("; ", accepted.notes()),
          "",
          submission.getDataset(),
          accepted.detectionScore().isPresent()
              ? String.format(Locale.ROOT, "%.4f", accepted.detectionScore().getAsDouble())
              : "");
    } else if (outcome instanceof Refused refused) {
      Reason reason = refused.reason();
      String value = reason.value();
      line(
          refused.accession(),
          refused.version() == 0 ? "" : Integer.toString(refused.version()),
          refused.sequenceName(),
          "refused",
          reason.code().name(),
          reason.field(),
          reason.message(),
          value == null ? "" : value,
          "",
          "");
    }
  }

  private void line(String... cells) {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      line.append(BREAKS.matcher(cell).replaceAll(" ")).append('\t');
    }
    line.setCharAt(line.length() - 1, '\n');
    write(line.toString());
  }

  private void write(String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the receipts cannot be written: " + e.getMessage(), e);
    }
  }
}
