package org.virowatch.jobs.counting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one genome, over event time: at every instant the highest version submitted by
 * then. Versions may come in any order; each changes the past and the future exactly where it
 * should, so that the changes for any instant add up to the version that counts there.
 *
 * <p>Only versions that count at some instant are kept, and of those that event time has passed
 * only the one that counts now. Its last version is the highest of all: the one that counts live.
 */
final class VersionTimeline {
  /** By time of submission; versions rise with it. */
  private final List<TimedVersion> versions;

  private VersionTimeline(List<TimedVersion> versions) {
    this.versions = versions;
  }

  /** Returns the timeline of the versions that an earlier one kept; empty at first. */
  static VersionTimeline of(List<TimedVersion> kept) {
    return new VersionTimeline(new ArrayList<>(kept));
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
    /** It is known already. */
    DUPLICATE
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
   * Takes a version in.
   *
   * @param watermark event time, epoch milliseconds
   */
  Change insert(TimedVersion version, long watermark) {
    forgetBefore(watermark);
    for (TimedVersion known : versions) {
      if (known.version() == version.version()) {
        return new Change(Outcome.DUPLICATE, List.of(), List.of());
      }
    }
    if (neverCounts(version, watermark)) {
      return new Change(Outcome.SUPERSEDED, List.of(), List.of());
    }
    List<TimedVersion> before = List.copyOf(versions);
    versions.removeIf(
        known ->
            known.submittedAt() >= version.submittedAt() && known.version() < version.version());
    int place = 0;
    while (place < versions.size() && versions.get(place).submittedAt() < version.submittedAt()) {
      place++;
    }
    versions.add(place, version);
    Outcome outcome =
        highest().version() == version.version() ? Outcome.COUNTED : Outcome.SUPERSEDED;
    return new Change(outcome, liveChanges(before), knownChanges(before));
  }

  private void forgetBefore(long watermark) {
    while (versions.size() > 1 && versions.get(1).submittedAt() <= watermark) {
      versions.remove(0);
    }
  }

  /** A higher version was known by then, or is by now and so was its time. */
  private boolean neverCounts(TimedVersion version, long watermark) {
    long from = Math.max(version.submittedAt(), watermark);
    for (TimedVersion known : versions) {
      if (known.submittedAt() <= from && known.version() > version.version()) {
        return true;
      }
    }
    return false;
  }

  private List<GenomeChange> liveChanges(List<TimedVersion> before) {
    TimedVersion highest = highest();
    TimedVersion replaced = before.isEmpty() ? null : before.get(before.size() - 1);
    List<GenomeChange> changes = new ArrayList<>(2);
    if (replaced == null || highest.version() != replaced.version()) {
      if (replaced != null) {
        add(changes, replaced, -1, highest.submittedAt());
      }
      add(changes, highest, 1, highest.submittedAt());
    }
    return changes;
  }

  private TimedVersion highest() {
    return versions.get(versions.size() - 1);
  }

  private List<GenomeChange> knownChanges(List<TimedVersion> before) {
    Map<Step, Integer> steps = new TreeMap<>();
    addSteps(before, -1, steps);
    addSteps(versions, 1, steps);
    List<GenomeChange> changes = new ArrayList<>(2);
    steps.forEach(
        (step, sign) -> {
          if (sign != 0) {
            add(changes, step.version, sign, step.at);
          }
        });
    return changes;
  }

  /** At an instant a version begins or ceases to count. */
  private record Step(long at, TimedVersion version) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      int order = Long.compare(at, other.at);
      return order == 0 ? Integer.compare(version.version(), other.version.version()) : order;
    }
  }

  private static void addSteps(List<TimedVersion> timeline, int factor, Map<Step, Integer> steps) {
    TimedVersion previous = null;
    for (TimedVersion version : timeline) {
      if (previous != null) {
        steps.merge(new Step(version.submittedAt(), previous), -factor, Integer::sum);
      }
      steps.merge(new Step(version.submittedAt(), version), factor, Integer::sum);
      previous = version;
    }
  }

  private static void add(List<GenomeChange> changes, TimedVersion version, int sign, long at) {
    if (!version.contribution().isEmpty()) {
      changes.add(new GenomeChange(version.contribution(), sign, at));
    }
  }
}
