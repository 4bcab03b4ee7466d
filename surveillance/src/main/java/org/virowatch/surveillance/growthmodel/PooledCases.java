package org.virowatch.surveillance.growthmodel;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;
import org.virowatch.surveillance.rule.WatchRule;

/**
 * Everything known and expected at a tick, by region and variant. The model is fitted once for each
 * window length that rules ask for. Not safe for use by several threads at once.
 */
final class PooledCases {
  private final String dataset;
  private final KnownCounts known;
  private final PooledSettings settings;
  private final WindowCompleteness completeness;
  private final Map<Integer, Set<Outlook.Question>> questions = new HashMap<>();
  private final Map<Integer, Outlook> outlooks = new HashMap<>();
  private final Map<String, Integer> locations;
  private final Map<String, Integer> variants;

  PooledCases(
      String dataset,
      KnownCounts known,
      List<WatchRule> rules,
      PooledSettings settings,
      WindowCompleteness completeness) {
    this.dataset = dataset;
    this.known = known;
    this.settings = settings;
    this.completeness = completeness;
    this.locations = indices(known.counts().locations());
    this.variants = indices(known.counts().variants());
    for (WatchRule rule : rules) {
      Set<Outlook.Question> ofWindow =
          questions.computeIfAbsent(rule.rule().getWindowWeeks(), weeks -> new LinkedHashSet<>());
      Outlook.@Nullable Question question = new PooledKind(rule).question();
      if (question != null) {
        ofWindow.add(question);
      }
    }
  }

  private static Map<String, Integer> indices(List<String> names) {
    Map<String, Integer> indices = new HashMap<>();
    for (int index = 0; index < names.size(); index++) {
      indices.put(names.get(index), index);
    }
    return indices;
  }

  /** Returns the variants that the model of a rule's window knows. */
  List<String> modelled(WatchRule rule) {
    return outlook(rule).counts().variants();
  }

  /** Returns the regions, in order. */
  List<String> regions() {
    return known.counts().locations();
  }

  /** Returns what is known of a variant in a region; of one that nobody reported, too. */
  PooledCase of(WatchRule rule, String region, String variant) {
    Outlook outlook = outlook(rule);
    WeeklyCounts counts = outlook.counts();
    int regionIndex = counts.regions().indexOf(region);
    int modelled = counts.variants().indexOf(variant);
    PooledCase.Window window = window(counts, region, variant);
    @Nullable Double complete = completeness.of(region, counts.first(), counts.last());
    long coverage = regionIndex < 0 ? 0 : counts.genomes(regionIndex);
    long before = between(region, variant, known.counts().firstDay(), counts.first().minusDays(1));
    if (regionIndex < 0 || modelled < 0) {
      long count = between(region, variant, counts.first(), counts.last());
      return new PooledCase(
          region,
          variant,
          count,
          coverage,
          before,
          regionsWith(variant, counts),
          window,
          null,
          null,
          complete);
    }
    Outlook.Expected expected = outlook.of(regionIndex, modelled);
    Outlook.@Nullable Question question = new PooledKind(rule).question();
    return new PooledCase(
        region,
        variant,
        counts.genomes(regionIndex, modelled),
        coverage,
        before,
        counts.regionsWith(modelled),
        window,
        PooledCase.Growth.ofDaily(expected.growth(), expected.growthError()),
        question == null ? null : expected.probabilities().get(question),
        complete);
  }

  private Outlook outlook(WatchRule rule) {
    int weeks = rule.rule().getWindowWeeks();
    return outlooks.computeIfAbsent(
        weeks,
        absent -> {
          WeeklyCounts counts = WeeklyCounts.of(known, weeks, settings);
          Set<Outlook.Question> asked = questions.getOrDefault(weeks, Set.of());
          return Outlook.of(counts, dataset, asked, settings);
        });
  }

  private int regionsWith(String variant, WeeklyCounts counts) {
    int with = 0;
    for (String region : known.counts().locations()) {
      if (between(region, variant, counts.first(), counts.last()) > 0) {
        with++;
      }
    }
    return with;
  }

  private PooledCase.Window window(WeeklyCounts counts, String region, String variant) {
    DailyCounts daily = known.counts();
    @Nullable LocalDate first = null;
    @Nullable LocalDate last = null;
    for (LocalDate day = counts.first(); !day.isAfter(counts.last()); day = day.plusDays(1)) {
      if (daily.days() > 0 && on(region, variant, day) > 0) {
        first = first == null ? day : first;
        last = day;
      }
    }
    return new PooledCase.Window(counts.first(), counts.last(), first, last);
  }

  private long between(String region, String variant, LocalDate first, LocalDate last) {
    long genomes = 0;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      genomes += on(region, variant, day);
    }
    return genomes;
  }

  private int on(String region, String variant, LocalDate day) {
    @Nullable Integer location = locations.get(region);
    @Nullable Integer index = variants.get(variant);
    DailyCounts daily = known.counts();
    return location == null || index == null ? 0 : daily.count(location, index, daily.indexOf(day));
  }
}
