package org.virowatch.surveillance.replay;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.Contribution;

/**
 * Which version of each accession counts as a history goes on, and what changes by that. Versions
 * come in the order of their submission.
 */
final class StandingVersions {
  private record Standing(int version, Contribution contribution) {}

  /** When a retention ends a version. */
  private record End(long at, String accession, Standing standing) {}

  private final PriorityQueue<End> ends =
      new PriorityQueue<>(Comparator.comparingLong(End::at).thenComparing(End::accession));
  private final Retention retention;
  private final ReplayedChanges changes;
  private final Map<String, Standing> standing = new HashMap<>();

  StandingVersions(Retention retention, ReplayedChanges changes) {
    this.retention = retention;
    this.changes = changes;
  }

  /** Takes a version; one that comes after a higher one changes nothing. */
  void learn(String accession, int version, Contribution contribution, long at) {
    forget(at);
    @Nullable Standing known = standing.get(accession);
    if (known != null && known.version >= version) {
      return;
    }
    if (known != null) {
      changes.change(known.contribution, -1, at);
    }
    changes.change(contribution, 1, at);
    Standing now = new Standing(version, contribution);
    standing.put(accession, now);
    long end = retention.end(contribution.period(), at);
    if (end != Retention.NEVER) {
      ends.add(new End(end, accession, now));
    }
  }

  /** Ends what the retention has ended by an instant, epoch milliseconds. */
  void forget(long until) {
    while (!ends.isEmpty() && ends.peek().at <= until) {
      End end = ends.remove();
      if (standing.remove(end.accession, end.standing)) {
        changes.change(end.standing.contribution, -1, end.at);
      }
    }
  }
}
