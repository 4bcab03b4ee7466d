package org.virowatch.stack.foresight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.ingest.place.PlaceReading;
import org.virowatch.ingest.place.Places;
import org.virowatch.schemas.AlertRule;
import org.virowatch.stack.config.StackException;
import org.virowatch.surveillance.backtest.CountReplay;
import org.virowatch.surveillance.backtest.Decoys;
import org.virowatch.surveillance.backtest.ReplayedAlert;
import org.virowatch.surveillance.backtest.RuleScore;
import org.virowatch.surveillance.backtest.VariantTruth;
import org.virowatch.surveillance.history.CountFileException;
import org.virowatch.surveillance.history.CountFiles;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;

/** Backtests rules on a folder of counts as they were known. */
final class CountBacktest {
  private static final String TRUTH = "seq_counts_truth.tsv";

  private final String dataset;
  private final List<KnownCounts> history;
  private final VariantTruth truth;
  private final Map<String, String> regions;

  /**
   * Reads the counts.
   *
   * @param truth what became known later; when null, {@value #TRUTH} of the folder, else what the
   *     newest file that covers a day says of it
   * @throws StackException when a file cannot be used
   */
  CountBacktest(Path folder, @Nullable Path truth, String dataset) {
    this.dataset = dataset;
    try {
      this.history = CountFiles.readFolder(folder);
      Path usual = folder.resolve(TRUTH);
      DailyCounts known =
          truth != null
              ? CountFiles.read(truth)
              : Files.exists(usual) ? CountFiles.read(usual) : newestOfEachDay(history);
      this.truth = new VariantTruth(known);
    } catch (CountFileException e) {
      throw new StackException(String.valueOf(e.getMessage()), e);
    }
    this.regions = regions(history);
  }

  private static DailyCounts newestOfEachDay(List<KnownCounts> history) {
    DailyCounts.Builder newest = new DailyCounts.Builder();
    @Nullable LocalDate covered = null;
    for (int file = history.size() - 1; file >= 0; file--) {
      DailyCounts counts = history.get(file).counts();
      for (int day = 0; day < counts.days(); day++) {
        LocalDate date = counts.firstDay().plusDays(day);
        if (covered != null && !date.isBefore(covered)) {
          break;
        }
        for (int location = 0; location < counts.locations().size(); location++) {
          for (int variant = 0; variant < counts.variants().size(); variant++) {
            int genomes = counts.count(location, variant, day);
            if (genomes > 0) {
              newest.add(
                  counts.locations().get(location), counts.variants().get(variant), date, genomes);
            }
          }
        }
      }
      if (covered == null || counts.firstDay().isBefore(covered)) {
        covered = counts.firstDay();
      }
    }
    return newest.build();
  }

  /** Names the regions as rules do; a name that is no country's stands for itself. */
  private static Map<String, String> regions(List<KnownCounts> history) {
    Places places = new Places();
    Map<String, String> regions = new TreeMap<>();
    Set<String> taken = new HashSet<>();
    for (KnownCounts known : history) {
      for (String location : known.counts().locations()) {
        if (!regions.containsKey(location)) {
          @Nullable String code =
              places.read(location, null) instanceof PlaceReading.Place place
                      && place.subdivision() == null
                  ? place.country()
                  : null;
          String region = CountReplay.countryLike(code, location);
          regions.put(location, taken.add(region) ? region : "location " + taken.size());
        }
      }
    }
    return regions;
  }

  /** Replays the rules, and again with so many decoys among the genomes. */
  Backtest run(List<AlertRule> rules, int decoys) {
    Duration gap = CountReplay.gap(history);
    List<AlertRule> adapted = CountReplay.adapted(rules, gap);
    CountReplay replay =
        new CountReplay(dataset, location -> regions.getOrDefault(location, location));
    List<ReplayedAlert> alerts = replay.replay(history, adapted);
    List<Map<String, Decoys.Figure>> figures =
        Decoys.trials(history, decoys).parallelStream()
            .map(trial -> figures(trial, adapted, replay.replay(trial.history(), adapted)))
            .toList();
    List<LocalDate> observed =
        List.of(history.get(0).asOf(), history.get(history.size() - 1).asOf());
    return new Backtest(
        adapted,
        alerts,
        truth,
        RuleScore.of(adapted, alerts, truth, observed, gap),
        Backtest.addUp(figures),
        observed,
        notes(rules, adapted, gap));
  }

  private static Map<String, Decoys.Figure> figures(
      Decoys.Trial trial, List<AlertRule> rules, List<ReplayedAlert> alerts) {
    Map<String, Decoys.Figure> figures = new HashMap<>();
    for (AlertRule rule : rules) {
      figures.put(rule.getId(), Decoys.figure(trial, rule.getId(), alerts));
    }
    return figures;
  }

  private List<String> notes(List<AlertRule> rules, List<AlertRule> adapted, Duration gap) {
    Set<String> replayed = new HashSet<>();
    adapted.forEach(rule -> replayed.add(rule.getId()));
    List<String> left =
        rules.stream()
            .filter(rule -> !replayed.contains(rule.getId()))
            .map(rule -> rule.getId() + " (" + rule.getKind().name().toLowerCase(Locale.ROOT) + ")")
            .toList();
    return Stream.of(
            history.size()
                + " files, "
                + history.get(0).asOf()
                + " to "
                + history.get(history.size() - 1).asOf()
                + ", usually "
                + gap.toDays()
                + " days apart; "
                + truth.locations().size()
                + " locations, truth to "
                + truth.lastDay(),
            rules.stream().anyMatch(rule -> rule.getMinLabs() > 1)
                ? "counts name no labs: minLabs is taken as 1"
                : "",
            left.isEmpty() ? "" : "not applicable to counts by variant: " + String.join(", ", left))
        .filter(note -> !note.isEmpty())
        .toList();
  }
}
