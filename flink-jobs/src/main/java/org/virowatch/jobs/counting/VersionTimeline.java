package org.virowatch.jobs.counting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.calendar.Retention;

/**
 * What is known of one genome, over event time: at every instant the highest version submitted by
 * then. Versions may come in any order; each changes the past and the future exactly where it
 * should, so that the changes for any instant add up to the version that counts there.
 *
 * <p>Where a {@link Retention} ends the highest version, the genome is forgotten: nothing counts,
 * and a version submitted afterwards begins anew.
 *
 * <p>Only versions that count at some instant are kept, and of those that event time has passed
 * only the one that counts now. Its last span is what counts live.
 */
final class VersionTimeline {
  /** By time of submission. */
  private final List<TimedVersion> versions;

  private final Retention retention;

  private VersionTimeline(List<TimedVersion> versions, Retention retention) {
    this.versions = versions;
    this.retention = retention;
  }

  /** Returns the timeline of the versions that an earlier one kept; empty at first. */
  static VersionTimeline of(List<TimedVersion> kept, Retention retention) {
    return new VersionTimeline(new ArrayList<>(kept), retention);
  }

  /** Returns the versions to keep. */
  List<TimedVersion> versions() {
    return List.copyOf(versions);
  }

  /** What becomes of a version. */
  enum Outcome {
    /** It is the highest and counts from now on. */
    COUNTED,
    /** A higher one is known; it may have counted in the past, as known then. */
    SUPERSEDED,
    /** It was known, and its call has been moved to another version of the dataset since. */
    MOVED,
    /** Its call has been moved, and it is known no more: it counts neither way. */
    FORGOTTEN,
    /** It is known already. */
    DUPLICATE,
    /** It would have counted, but event time has passed its retention. */
    EXPIRED
  }

  /**
   * What a version changes.
   *
   * @param outcome what became of it
   * @param live changes of what counts now
   * @param known changes of what was known, each at its instant; those before event time are late
   */
  record Change(Outcome outcome, List<GenomeChange> live, List<GenomeChange> known) {}

  /**
   * An interval of event time in which a version counts.
   *
   * @param version the version
   * @param until where the next version replaces it; {@link Retention#NEVER} if none does
   * @param end where its retention ends it, if no version replaces it before
   */
  private record Span(TimedVersion version, long until, long end) {
    boolean expires() {
      return end <= until && end != Retention.NEVER;
    }

    boolean isOver(long watermark) {
      return Math.min(until, end) <= watermark;
    }
  }

  /**
   * Takes a version in.
   *
   * @param watermark event time, epoch milliseconds
   */
  Change insert(TimedVersion version, long watermark) {
    forgetBefore(watermark);
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).version() == version.version()) {
        return insertAgain(i, version, watermark);
      }
    }
    if (version.movedAt() > 0) {
      // A moved call follows the call it was made from, so that one has been here.
      return new Change(Outcome.FORGOTTEN, List.of(), List.of());
    }
    List<Span> before = spans();
    int place = 0;
    while (place < versions.size() && precedes(versions.get(place), version)) {
      place++;
    }
    versions.add(place, version);
    List<Span> after = spans();
    Change change =
        new Change(
            outcome(version, after, watermark),
            liveChanges(before, after, watermark),
            knownChanges(before, after, watermark));
    forgetBefore(watermark);
    return change;
  }

  /** Of the calls of one version the one moved last counts, once its activation is in force. */
  private Change insertAgain(int place, TimedVersion version, long watermark) {
    TimedVersion known = versions.get(place);
    TimedVersion both = known.with(version).orElse(null);
    if (both == null) {
      return new Change(Outcome.DUPLICATE, List.of(), List.of());
    }
    List<Span> before = spans();
    versions.set(place, both);
    List<Span> after = spans();
    return new Change(
        Outcome.MOVED,
        moves(liveChanges(before, after, watermark), both),
        moves(knownChanges(before, after, watermark), both));
  }

  private static List<GenomeChange> moves(List<GenomeChange> changes, TimedVersion moved) {
    List<GenomeChange> moves = withoutReturns(changes);
    moves.replaceAll(change -> change.generation() == moved.movedAt() ? change.waiting() : change);
    return moves;
  }

  /** What ceases and begins again at the same instant, as most of a moved genome does. */
  private static List<GenomeChange> withoutReturns(List<GenomeChange> changes) {
    List<GenomeChange> left = new ArrayList<>(changes.size());
    for (GenomeChange change : changes) {
      if (!left.remove(change.negated())) {
        left.add(change);
      }
    }
    return left;
  }

  /**
   * Ends what the retention ends at an instant that event time has come to.
   *
   * @param instant one of {@link #expiries}, epoch milliseconds
   */
  Change expire(long instant) {
    List<GenomeChange> live = new ArrayList<>(1);
    List<GenomeChange> known = new ArrayList<>(1);
    List<Span> spans = spans();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (span.expires() && span.end == instant) {
        add(known, span.version, -1, instant);
        if (i == spans.size() - 1) {
          add(live, span.version, -1, instant);
        }
      }
    }
    forgetBefore(instant);
    return new Change(Outcome.EXPIRED, live, known);
  }

  /** Returns the instants at which the retention ends a version, where event time is before. */
  Set<Long> expiries(long watermark) {
    Set<Long> expiries = new TreeSet<>();
    for (Span span : spans()) {
      if (span.expires() && span.end > watermark) {
        expiries.add(span.end);
      }
    }
    return expiries;
  }

  private static boolean precedes(TimedVersion one, TimedVersion other) {
    return one.submittedAt() == other.submittedAt()
        ? one.version() < other.version()
        : one.submittedAt() < other.submittedAt();
  }

  private List<Span> spans() {
    List<Span> spans = new ArrayList<>(versions.size());
    TimedVersion current = null;
    long end = Retention.NEVER;
    for (TimedVersion next : versions) {
      if (current == null || end <= next.submittedAt() || next.version() > current.version()) {
        if (current != null) {
          spans.add(new Span(current, next.submittedAt(), end));
        }
        current = next;
        end = retention.end(next.contribution().period(), next.submittedAt());
      }
    }
    if (current != null) {
      spans.add(new Span(current, Retention.NEVER, end));
    }
    return spans;
  }

  /**
   * Drops what is over, and what never counts. Under a retention a version that never counts as
   * things stand may do so once one that is still to come ends before it, so it stays until event
   * time has passed it.
   */
  private void forgetBefore(long watermark) {
    if (versions.isEmpty()) {
      return;
    }
    Set<Integer> counting = new HashSet<>();
    for (Span span : spans()) {
      if (!span.isOver(watermark)) {
        counting.add(span.version.version());
      }
    }
    versions.removeIf(
        version ->
            !counting.contains(version.version())
                && (retention.isForever() || version.submittedAt() <= watermark));
  }

  private static Outcome outcome(TimedVersion version, List<Span> after, long watermark) {
    Span last = after.get(after.size() - 1);
    if (last.version.version() != version.version()) {
      return Outcome.SUPERSEDED;
    }
    return last.end <= watermark ? Outcome.EXPIRED : Outcome.COUNTED;
  }

  private static List<GenomeChange> liveChanges(
      List<Span> before, List<Span> after, long watermark) {
    TimedVersion replaced = live(before, watermark);
    TimedVersion counts = live(after, watermark);
    List<GenomeChange> changes = new ArrayList<>(2);
    if (!Objects.equals(replaced, counts)) {
      long at = after.get(after.size() - 1).version.submittedAt();
      if (replaced != null) {
        add(changes, replaced, -1, at);
      }
      if (counts != null) {
        add(changes, counts, 1, at);
      }
    }
    return changes;
  }

  private static @Nullable TimedVersion live(List<Span> spans, long watermark) {
    if (spans.isEmpty()) {
      return null;
    }
    Span last = spans.get(spans.size() - 1);
    return last.end <= watermark ? null : last.version;
  }

  private static List<GenomeChange> knownChanges(
      List<Span> before, List<Span> after, long watermark) {
    Map<TimelineStep, Integer> steps = new TreeMap<>();
    addSteps(before, -1, watermark, steps);
    addSteps(after, 1, watermark, steps);
    // What begins and ends before event time would come late, twice, and cancel out.
    Map<TimelineStep.Call, Integer> late = new HashMap<>();
    steps.forEach(
        (step, sign) -> {
          if (step.at() <= watermark) {
            late.merge(step.call(), sign, Integer::sum);
          }
        });
    List<GenomeChange> changes = new ArrayList<>(2);
    steps.forEach(
        (step, sign) -> {
          boolean cancelled = step.at() <= watermark && late.getOrDefault(step.call(), 0) == 0;
          if (sign != 0 && !cancelled) {
            add(changes, step.version(), sign, step.at());
          }
        });
    return changes;
  }

  /** A retention that is still to end a version says so when it does. */
  private static void addSteps(
      List<Span> spans, int factor, long watermark, Map<TimelineStep, Integer> steps) {
    for (Span span : spans) {
      steps.merge(new TimelineStep(span.version.submittedAt(), span.version), factor, Integer::sum);
      if (!span.expires() && span.until != Retention.NEVER) {
        steps.merge(new TimelineStep(span.until, span.version), -factor, Integer::sum);
      } else if (span.expires() && span.end <= watermark) {
        steps.merge(new TimelineStep(span.end, span.version), -factor, Integer::sum);
      }
    }
  }

  private static void add(List<GenomeChange> changes, TimedVersion version, int sign, long at) {
    version.change(sign, at, changes::add);
  }
}
