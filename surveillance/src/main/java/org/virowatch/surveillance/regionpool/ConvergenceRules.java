package org.virowatch.surveillance.regionpool;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.virowatch.surveillance.alert.AlertLife;
import org.virowatch.surveillance.alert.AlertLife.About;
import org.virowatch.surveillance.alert.Situation;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.region.Regions;
import org.virowatch.surveillance.rule.SubjectPattern;
import org.virowatch.surveillance.rule.WatchRule;

/**
 * Convergence rules: an amino-acid change that rises on several lineages which gained it
 * independently. How many gains are remarkable is told by the other changes: with as many gains as
 * there are, spread over all changes seen, the number on one of them would be Poisson; the p-values
 * are adjusted for all changes that the rule looks at.
 */
final class ConvergenceRules {
  private final Instant tick;
  private final LineageHierarchy lineages;
  private final RegionDays world;
  private final HeldLabs held;
  private final Map<Integer, ConvergenceWindow> windows = new HashMap<>();

  ConvergenceRules(Instant tick, LineageHierarchy lineages, RegionDays world, HeldLabs held) {
    this.tick = tick;
    this.lineages = lineages;
    this.world = world;
    this.held = held;
  }

  /** Evaluates a rule. */
  void evaluate(WatchRule rule, AlertLife life) {
    ConvergenceWindow window =
        windows.computeIfAbsent(
            rule.rule().getWindowWeeks(),
            length -> new ConvergenceWindow(length, tick, lineages, world, held));
    SortedMap<About, Situation> situations = new TreeMap<>();
    List<String> looked =
        window.changes().stream()
            .filter(change -> rule.subject().covers(SubjectPattern.MUTATION + change))
            .toList();
    double[] adjusted = window.adjustedP(looked);
    for (int i = 0; i < adjusted.length; i++) {
      String change = looked.get(i);
      situations.put(
          new About(Regions.WORLD, SubjectPattern.MUTATION + change),
          new ConvergingChange(rule, change, window, adjusted[i], looked.size()));
    }
    life.evaluate(
        rule,
        situations,
        about ->
            rule.subject().covers(about.subject())
                ? Optional.of(
                    new ConvergingChange(
                        rule,
                        about.subject().substring(SubjectPattern.MUTATION.length()),
                        window,
                        1,
                        looked.size()))
                : Optional.empty());
  }
}
