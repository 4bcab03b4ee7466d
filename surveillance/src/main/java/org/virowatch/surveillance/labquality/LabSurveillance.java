package org.virowatch.surveillance.labquality;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.schemas.RuleKind;
import org.virowatch.surveillance.alert.AlertLife;
import org.virowatch.surveillance.alert.AlertLife.About;
import org.virowatch.surveillance.alert.PartDecisions;
import org.virowatch.surveillance.alert.PartState;
import org.virowatch.surveillance.alert.Situation;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.lab.ComparedWeeks;
import org.virowatch.surveillance.lab.LabComparison;
import org.virowatch.surveillance.lab.LabFinding;
import org.virowatch.surveillance.lab.LabStandings;
import org.virowatch.surveillance.lab.LabTally;
import org.virowatch.surveillance.lab.LabWeeks;
import org.virowatch.surveillance.region.Regions;
import org.virowatch.surveillance.rule.SubjectPattern;
import org.virowatch.surveillance.rule.WatchRule;

/**
 * Rules of kind {@code QUALITY}: the labs of one country against each other. While an alert is
 * open, all other rules leave the lab out; it stays open until a person releases the lab, because
 * that its bad genomes are no longer the newest does not make them good. All lasting state is in
 * the {@link PartState}, by lab. Not safe for use by several threads at once.
 */
public final class LabSurveillance extends PartDecisions<LabWeeks> {
  private final String dataset;
  private final String country;

  /** Makes the surveillance of a dataset and country over the given state. */
  public LabSurveillance(String dataset, String country, PartState<LabWeeks> state) {
    super(state, LabWeeks::negated);
    this.dataset = dataset;
    this.country = country;
  }

  /**
   * Returns the country whose labs a genome's lab is compared with; nothing where lab or country is
   * not known.
   */
  public static Optional<String> countryOf(Contribution genome) {
    return genome.lab().isEmpty()
        ? Optional.empty()
        : genome.regions().stream()
            .filter(region -> Regions.level(region) == Regions.Level.COUNTRY)
            .filter(region -> !region.equals(Regions.UNKNOWN_COUNTRY))
            .findFirst();
  }

  @Override
  protected void forget(LabWeeks lab, Instant tick) {
    lab.forgetBefore(ComparedWeeks.firstDay(tick));
  }

  @Override
  protected boolean isZero(LabWeeks lab) {
    return lab.isZero();
  }

  @Override
  protected List<AlertEvent> evaluate(
      Instant tick, List<WatchRule> rules, LabStandings standings, Predicate<String> concerned) {
    List<OpenAlert> open =
        state().alerts().stream().filter(alert -> concerned.test(alert.getRuleId())).toList();
    List<WatchRule> here =
        rules.stream()
            .filter(rule -> rule.rule().getKind() == RuleKind.QUALITY)
            .filter(rule -> rule.watches(dataset, country))
            .toList();
    if (here.isEmpty() && open.isEmpty()) {
      return List.of();
    }
    Map<String, LabWeeks> labs = state().parts();
    SortedMap<String, LabTally> tallies = tallies(tick, labs, standings);
    Map<String, List<LabFinding>> findings = new HashMap<>();
    for (LabFinding finding : LabComparison.compare(tallies)) {
      findings.computeIfAbsent(finding.lab(), lab -> new ArrayList<>()).add(finding);
    }
    Look look = new Look(tick, standings, open, labs, findings);
    AlertLife life = new AlertLife(dataset, tick, open);
    for (WatchRule rule : here) {
      SortedMap<About, Situation> situations = new TreeMap<>();
      for (String lab : tallies.keySet()) {
        About about = new About(country, SubjectPattern.SUBMISSIONS_OF + lab);
        if (rule.subject().covers(about.subject())) {
          situations.put(about, situation(rule, about, look));
        }
      }
      life.evaluate(
          rule,
          situations,
          about ->
              rule.subject().covers(about.subject()) && about.region().equals(country)
                  ? Optional.of(situation(rule, about, look))
                  : Optional.empty());
    }
    AlertLife.Outcome outcome = life.outcome();
    state().keep(open, outcome.open());
    return outcome.events();
  }

  /** What is known of all labs at a tick. */
  private record Look(
      Instant tick,
      LabStandings standings,
      List<OpenAlert> open,
      Map<String, LabWeeks> labs,
      Map<String, List<LabFinding>> findings) {}

  /** What a lab sent before it was released last is not judged again. */
  private SortedMap<String, LabTally> tallies(
      Instant tick, Map<String, LabWeeks> labs, LabStandings standings) {
    long compared = ComparedWeeks.firstDay(tick);
    SortedMap<String, LabTally> tallies = new TreeMap<>();
    labs.forEach(
        (lab, weeks) -> {
          long first =
              standings
                  .releasedAt(dataset, lab)
                  .map(released -> Math.max(compared, day(released) + 1))
                  .orElse(compared);
          tallies.put(lab, weeks.from(first));
        });
    return tallies;
  }

  private static long day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).toEpochDay();
  }

  private Situation situation(WatchRule rule, About about, Look look) {
    String lab = about.subject().substring(SubjectPattern.SUBMISSIONS_OF.length());
    Optional<Instant> onset =
        look.open.stream()
            .filter(alert -> alert.getRuleId().equals(rule.id()))
            .filter(alert -> alert.getSubject().equals(about.subject()))
            .map(alert -> alert.getLastEvent().getOnset())
            .findFirst();
    Optional<Instant> released = look.standings.releasedAt(dataset, lab);
    boolean isReleased =
        onset.isPresent() && released.isPresent() && released.get().isAfter(onset.get());
    LabWeeks weeks = look.labs.get(lab);
    return new LabSituation(
        rule,
        country,
        lab,
        look.findings.getOrDefault(lab, List.of()),
        isReleased,
        weeks != null && weeks.isSimulated(ComparedWeeks.firstDay(look.tick)),
        ComparedWeeks.at(look.tick),
        look.labs.size());
  }
}
