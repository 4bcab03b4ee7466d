package org.virowatch.surveillance.regionpool;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;
import org.virowatch.surveillance.alert.AlertLife;
import org.virowatch.surveillance.alert.AlertLife.About;
import org.virowatch.surveillance.alert.Situation;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.freshness.Freshness;
import org.virowatch.surveillance.freshness.FreshnessFinding;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.rule.SubjectPattern;
import org.virowatch.surveillance.rule.WatchRule;
import org.virowatch.surveillance.statistics.BenjaminiHochberg;

/**
 * Freshness rules: a region or lab whose uploads stop, shrink or jump against their own last weeks.
 * The p-values are adjusted for all sources that the rule looks at. Genomes collected long before
 * they became known are no part of it, so loading an archive is no jump.
 */
final class FreshnessRules {
  private final LocalDate lastDay;
  private final Map<String, RegionDays> regions;
  private final Map<String, Map<String, Uploads>> uploads = new HashMap<>();

  /**
   * Looks at regions.
   *
   * @param tick the day that it begins is not over, the day before is
   * @param regions the regions of a pool
   */
  FreshnessRules(Instant tick, Map<String, RegionDays> regions) {
    this.lastDay = LocalDate.ofInstant(tick, ZoneOffset.UTC).minusDays(1);
    this.regions = regions;
  }

  /** Genomes of one source by day of submission. */
  private static final class Uploads {
    final TreeMap<Long, Long> days = new TreeMap<>();

    long on(LocalDate day) {
      return Math.max(0, days.getOrDefault(day.toEpochDay(), 0L));
    }
  }

  /** Evaluates a rule, in the regions that it watches. */
  void evaluate(WatchRule rule, String dataset, AlertLife life) {
    List<About> sources = new ArrayList<>();
    List<Optional<FreshnessFinding>> findings = new ArrayList<>();
    regions.keySet().stream()
        .filter(region -> rule.watches(dataset, region))
        .sorted()
        .forEach(
            region ->
                sources(region)
                    .forEach(
                        (subject, ofSource) -> {
                          if (rule.subject().covers(subject)) {
                            sources.add(new About(region, subject));
                            findings.add(finding(ofSource));
                          }
                        }));
    double[] adjusted =
        BenjaminiHochberg.adjust(
            findings.stream()
                .mapToDouble(finding -> finding.map(FreshnessFinding::p).orElse(1.0))
                .toArray());
    SortedMap<About, Situation> situations = new TreeMap<>();
    for (int i = 0; i < adjusted.length; i++) {
      situations.put(
          sources.get(i),
          new Source(
              rule, sources.get(i), findings.get(i).orElse(null), adjusted[i], adjusted.length));
    }
    life.evaluate(
        rule,
        situations,
        about ->
            rule.subject().covers(about.subject()) && rule.watches(dataset, about.region())
                ? Optional.of(new Source(rule, about, null, 1, adjusted.length))
                : Optional.empty());
  }

  private Optional<FreshnessFinding> finding(Uploads uploads) {
    return Freshness.USUAL.test(
        lastDay, LocalDate.ofEpochDay(uploads.days.firstKey()), uploads::on);
  }

  /** The uploads of a region as a whole and of each of its labs, by the subject they are. */
  private Map<String, Uploads> sources(String region) {
    return uploads.computeIfAbsent(
        region,
        name -> {
          TreeMap<String, Uploads> sources = new TreeMap<>();
          RegionDays days = regions.get(name);
          if (days != null) {
            days.submittedFrom(Long.MIN_VALUE)
                .forEach(
                    (day, labs) ->
                        labs.forEach(
                            (lab, genomes) -> {
                              add(sources, SubjectPattern.SUBMISSIONS, day, genomes);
                              if (!lab.isEmpty()) {
                                add(sources, SubjectPattern.SUBMISSIONS_OF + lab, day, genomes);
                              }
                            }));
          }
          return sources;
        });
  }

  private static void add(Map<String, Uploads> sources, String subject, long day, long genomes) {
    sources.computeIfAbsent(subject, absent -> new Uploads()).days.merge(day, genomes, Long::sum);
  }

  /** One source at this tick. */
  private final class Source implements Situation {
    private final WatchRule rule;
    private final About about;
    private final @Nullable FreshnessFinding finding;
    private final double adjustedP;
    private final int tested;

    Source(
        WatchRule rule,
        About about,
        @Nullable FreshnessFinding finding,
        double adjustedP,
        int tested) {
      this.rule = rule;
      this.about = about;
      this.finding = finding;
      this.adjustedP = adjustedP;
      this.tested = tested;
    }

    @Override
    public boolean fires() {
      @Nullable Double fdr = rule.rule().getFdr();
      return finding != null
          && Math.max(finding.expected(), (double) finding.observed())
              >= rule.rule().getMinGenomes()
          && (fdr == null || adjustedP <= fdr);
    }

    @Override
    public boolean isBelow() {
      return finding == null;
    }

    /** That what shrank has stopped is news; that a silence goes on is not. */
    @Override
    public boolean changedSince(Evidence last) {
      return finding != null && finding.observed() == 0 && last.getCount() > 0;
    }

    @Override
    public boolean isSimulated() {
      RegionDays days = regions.get(about.region());
      return days != null && days.isSimulated(Long.MIN_VALUE, HeldLabs.NONE);
    }

    @Override
    public Evidence evidence() {
      LocalDate since = finding == null ? lastDay : finding.since();
      long observed = finding == null ? 0 : finding.observed();
      long expected = finding == null ? 0 : Math.round(finding.expected());
      return Evidence.newBuilder()
          .setCount(observed)
          .setCoverage(expected)
          .setFrequency(expected == 0 ? 0 : (double) observed / expected)
          .setLower(0)
          .setUpper(0)
          .setFirstWeek(IsoWeek.of(since).toString())
          .setLastWeek(IsoWeek.of(lastDay).toString())
          .setLabs(0)
          .setCountBefore(0)
          .setTested(tested)
          .setAdjustedP(adjustedP)
          .build();
    }

    @Override
    public String sentence(AlertState state) {
      String source =
          about.subject().equals(SubjectPattern.SUBMISSIONS)
              ? about.region()
              : about.subject().substring(SubjectPattern.SUBMISSIONS_OF.length())
                  + " in "
                  + about.region();
      if (finding == null) {
        return "submissions of " + source + " are as they were again";
      }
      return String.format(
          Locale.ROOT,
          "submissions of %s %s: %d genomes since %s where its own last weeks say %.0f",
          source,
          verb(finding.kind()),
          finding.observed(),
          finding.since(),
          finding.expected());
    }

    private static String verb(FreshnessFinding.Kind kind) {
      return switch (kind) {
        case STOPPED -> "have stopped";
        case SHRUNK -> "have shrunk";
        case JUMPED -> "have jumped";
      };
    }
  }
}
