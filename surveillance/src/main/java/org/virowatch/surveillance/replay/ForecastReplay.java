package org.virowatch.surveillance.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.regionpool.Pools;

/**
 * The batch answer for forecasts and completeness: what the stream expects of every region once it
 * has decided its last tick, through the classes it uses. Keeps a few words of each version. Not
 * safe for use by several threads at once.
 */
public final class ForecastReplay {
  private static final Comparator<Version> EVENT_TIME =
      Comparator.comparingLong(Version::submittedAt)
          .thenComparing(Version::accession)
          .thenComparingInt(Version::number);

  private record Version(
      String accession, int number, long submittedAt, Contribution contribution) {}

  private final List<Version> versions = new ArrayList<>();
  private final Map<String, String> texts = new HashMap<>();

  /** Makes one without genomes. */
  public ForecastReplay() {}

  /** Takes a version; of one that comes twice the earlier counts. */
  public void add(CalledGenome genome) {
    versions.add(
        new Version(
            genome.getAccession(),
            genome.getVersion(),
            genome.getSubmittedAt().toEpochMilli(),
            Contribution.of(genome, this::pooled).withoutSites()));
  }

  /** Returns when the last version was submitted, the epoch when there is none. */
  public Instant lastSubmission() {
    return Instant.ofEpochMilli(versions.stream().mapToLong(Version::submittedAt).max().orElse(0));
  }

  /**
   * Returns what is expected as of the last tick of pools that a history has passed.
   *
   * @param until event time at which the history ends: it passes the first of the ticks at or after
   *     it, and what was submitted later still is left out
   * @param ticks when regions decide; pools decide at {@link Pools#ticks} of them
   * @param lineages the lineage hierarchy of a dataset, by its name
   */
  public List<ForecastUpdate> until(
      Instant until,
      Ticks ticks,
      Function<String, LineageHierarchy> lineages,
      Retention retention) {
    Ticks together = Pools.ticks(ticks);
    Instant passed = ticks.atOrAfter(until);
    Instant next = together.after(passed);
    Instant last = next.minus(together.interval());
    PlacedChanges<?> changes = PlacedChanges.together(lineages);
    StandingVersions standing = new StandingVersions(retention, changes);
    versions.stream()
        .filter(version -> version.submittedAt <= last.toEpochMilli())
        .sorted(EVENT_TIME)
        .forEach(
            version ->
                standing.learn(
                    version.accession, version.number, version.contribution, version.submittedAt));
    standing.forget(last.toEpochMilli());
    return changes.forecasts(last);
  }

  private String pooled(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
