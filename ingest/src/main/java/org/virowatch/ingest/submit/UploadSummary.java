package org.virowatch.ingest.submit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.virowatch.ingest.submission.SubmissionOutcome;
import org.virowatch.ingest.submission.SubmissionOutcome.Accepted;
import org.virowatch.ingest.submission.SubmissionOutcome.Refused;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.SubmissionAction;

/** Counts what became of the records of an upload. */
final class UploadSummary {
  private long accepted;
  private long withdrawals;
  private long noted;
  private final Map<RejectionCode, Long> refused = new EnumMap<>(RejectionCode.class);

  void count(SubmissionOutcome outcome) {
    if (outcome instanceof Accepted record) {
      accepted++;
      withdrawals += record.submission().getAction() == SubmissionAction.WITHDRAW ? 1 : 0;
      noted += record.notes().isEmpty() ? 0 : 1;
    } else if (outcome instanceof Refused record) {
      refused.merge(record.reason().code(), 1L, Long::sum);
    }
  }

  long accepted() {
    return accepted;
  }

  long refused() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the counts in one line. */
  String text(String verb) {
    String reasons =
        refused.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%d records: %d %s (%d withdrawals, %d with notes), %d refused%s",
        accepted + refused(),
        accepted,
        verb,
        withdrawals,
        noted,
        refused(),
        reasons.isEmpty() ? "" : " (" + reasons + ")");
  }
}
