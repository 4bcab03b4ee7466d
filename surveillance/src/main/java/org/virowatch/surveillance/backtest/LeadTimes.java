package org.virowatch.surveillance.backtest;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertState;

/**
 * How early a rule was before variants reached a frequency: days from its first alert about a
 * variant in a location to the first day at the frequency. Only what reached it after the first day
 * of observation is asked for; nobody could have been warned of the rest.
 *
 * @param threshold the frequency
 * @param leads every variant and location, longest warning first, missed ones last
 */
public record LeadTimes(double threshold, List<Lead> leads) {
  /**
   * One variant in one location.
   *
   * @param location the location
   * @param variant the variant
   * @param reached the day on which it reached the frequency
   * @param alerted the day of the first alert, null when there was none
   */
  public record Lead(
      String location, String variant, LocalDate reached, @Nullable LocalDate alerted) {
    /** Returns the days of warning, negative when the alert came late; nothing when missed. */
    public Optional<Long> days() {
      return alerted == null
          ? Optional.empty()
          : Optional.of(ChronoUnit.DAYS.between(alerted, reached));
    }
  }

  private record Pair(String location, String variant) {}

  /**
   * Measures one rule.
   *
   * @param alerts its events
   * @param observed first day of observation
   */
  public static LeadTimes of(
      List<ReplayedAlert> alerts, VariantTruth truth, LocalDate observed, double threshold) {
    Map<Pair, LocalDate> first =
        new TreeMap<>(Comparator.comparing(Pair::location).thenComparing(Pair::variant));
    for (ReplayedAlert alert : alerts) {
      if (alert.event().getState() == AlertState.FIRING) {
        first.merge(
            new Pair(alert.location(), alert.variant()),
            alert.asOf(),
            (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    List<Lead> leads = new ArrayList<>();
    for (String location : truth.locations()) {
      for (String variant : truth.variants()) {
        Optional<LocalDate> reached =
            CountReplay.UNNAMED.contains(variant)
                ? Optional.empty()
                : truth.reaches(location, variant, threshold);
        if (reached.isPresent() && reached.get().isAfter(observed)) {
          leads.add(
              new Lead(location, variant, reached.get(), first.get(new Pair(location, variant))));
        }
      }
    }
    leads.sort(
        Comparator.comparing((Lead lead) -> -lead.days().orElse(Long.MIN_VALUE / 2))
            .thenComparing(Lead::location)
            .thenComparing(Lead::variant));
    return new LeadTimes(threshold, List.copyOf(leads));
  }

  /** Returns how many there was no alert about at all. */
  public int missed() {
    return (int) leads.stream().filter(lead -> lead.alerted == null).count();
  }

  /**
   * Returns a quantile of the days of warning, between neighbours in proportion; misses rank last.
   * Nothing when there are no leads, or it falls among the misses.
   *
   * @param share 0.5 is the median, 0.25 what three quarters reach
   */
  public Optional<Double> quantile(double share) {
    int size = leads.size();
    if (size == 0) {
      return Optional.empty();
    }
    double place = (size - 1) * (1 - share);
    Optional<Long> above = leads.get((int) Math.floor(place)).days();
    Optional<Long> below = leads.get((int) Math.ceil(place)).days();
    if (above.isEmpty() || below.isEmpty()) {
      return Optional.empty();
    }
    double part = place - Math.floor(place);
    return Optional.of(above.get() * (1 - part) + below.get() * part);
  }
}
