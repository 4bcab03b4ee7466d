package org.virowatch.surveillance.alert;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.calendar.Period;
import org.virowatch.surveillance.calendar.WeekWindow;
import org.virowatch.surveillance.count.Coverage;
import org.virowatch.surveillance.count.MutationName;
import org.virowatch.surveillance.count.MutationQuery;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.frequency.WilsonInterval;
import org.virowatch.surveillance.growth.GrowthSeries;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.rule.SubjectPattern;

/**
 * One region seen through a window of weeks, with or without the genomes that were sampled on
 * purpose, and without those of labs that are held: answers what a rule asks about a subject. Made
 * for one tick; reads the window's weeks, and the few periods that do not lie before the window.
 *
 * <p>"Before the window" means surely before: a partial date counts there only when its whole month
 * or year ended before the window began, an unknown date never. So one imprecise date cannot make a
 * new variant look old.
 */
final class WindowView {
  /** Last days of periods by name. There are as many names as weeks, months and years. */
  private static final Map<String, LocalDate> LAST_DAYS = new ConcurrentHashMap<>();

  private static final StringCounts NONE = new StringCounts();

  private final WeekWindow window;
  private final LineageHierarchy lineages;
  private final List<RegionTotals.Subjects> totals;

  /** The window's weeks; one twice where genomes of it are of targeted sampling. */
  private final List<PeriodCounts> weeks = new ArrayList<>();

  private final List<Coverage> coverages = new ArrayList<>();
  private final List<IsoWeek> weekNames = new ArrayList<>();

  /** Periods outside the window that do not lie before it. */
  private final List<PeriodCounts> notBefore = new ArrayList<>();

  /** What the running totals hold although it is left out: genomes of labs that are held. */
  private final List<PeriodCounts> held = new ArrayList<>();

  /** Genomes of each exact lineage by lab, by period; made when the first lineage is asked for. */
  private final IdentityHashMap<PeriodCounts, Map<String, StringCounts>> byLineage =
      new IdentityHashMap<>();

  private long genomes;
  private long unplaced;
  private long simulated;
  private long genomesBefore;
  private long targetedLeftOut;
  private long heldOut;

  /**
   * Makes a view.
   *
   * @param withTargeted whether genomes of targeted sampling are among those looked at
   * @param labsHeld labs that are left out
   */
  WindowView(
      WeekWindow window,
      LineageHierarchy lineages,
      RegionTotals totals,
      RegionState state,
      boolean withTargeted,
      HeldLabs labsHeld) {
    this.window = window;
    this.lineages = lineages;
    this.totals = totals.of(withTargeted);
    LocalDate start = window.first().monday();
    totals
        .periods()
        .forEach(
            (name, count) -> {
              SampledPeriod sampled = SampledPeriod.parse(name);
              if (sampled.targeted() && !withTargeted) {
                targetedLeftOut += isInWindow(sampled.period()) ? count : 0;
                return;
              }
              LocalDate lastDay = lastDay(sampled.period());
              Set<String> out = labsHeld.isEmpty() ? Set.of() : labsHeld.on(lastDay.toEpochDay());
              if (lastDay.isBefore(start)) {
                genomesBefore += count;
                if (!out.isEmpty()) {
                  leaveOutBefore(state.period(sampled.name()), out);
                }
              } else {
                read(sampled, state, out);
              }
            });
  }

  private void leaveOutBefore(@Nullable PeriodCounts counts, Set<String> labs) {
    if (counts != null) {
      PeriodCounts out = counts.of(labs, false);
      genomesBefore -= out.genomes();
      held.add(out);
    }
  }

  private static LocalDate lastDay(String period) {
    return LAST_DAYS.computeIfAbsent(period, name -> Period.parse(name).lastDay());
  }

  private void read(SampledPeriod sampled, RegionState state, Set<String> labsOut) {
    PeriodCounts all = state.period(sampled.name());
    if (all == null) {
      return;
    }
    PeriodCounts counts = all;
    String period = sampled.period();
    if (!labsOut.isEmpty()) {
      counts = all.of(labsOut, true);
      PeriodCounts out = all.of(labsOut, false);
      held.add(out);
      heldOut += isInWindow(period) ? out.genomes() : 0;
    }
    if (isInWindow(period)) {
      weeks.add(counts);
      weekNames.add(IsoWeek.parse(period));
      coverages.add(counts.coverage());
      genomes += counts.genomes();
      unplaced += counts.unplaced();
      simulated += counts.simulated();
    } else {
      notBefore.add(counts);
    }
  }

  private boolean isInWindow(String period) {
    return IsoWeek.looksLikeWeek(period) && window.contains(IsoWeek.parse(period));
  }

  /** Returns the subjects of a pattern that a tick has to look at, in order. */
  SortedSet<String> subjects(SubjectPattern pattern) {
    SortedSet<String> subjects = new TreeSet<>();
    if (pattern instanceof SubjectPattern.OneLineage one) {
      subjects.add(one.subject());
    } else if (pattern instanceof SubjectPattern.EachLineage) {
      for (PeriodCounts week : weeks) {
        for (String lineage : week.lineages()) {
          if (!lineage.isEmpty()) {
            subjects.add(SubjectPattern.LINEAGE + lineage);
          }
        }
      }
    } else if (pattern instanceof SubjectPattern.OneMutation one) {
      subjects.add(SubjectPattern.MUTATION + one.mutation());
    } else if (pattern instanceof SubjectPattern.EachMutation each) {
      for (PeriodCounts week : weeks) {
        for (String mutation : week.mutations()) {
          if (each.matches(mutation)) {
            subjects.add(SubjectPattern.MUTATION + mutation);
          }
        }
      }
    } else if (pattern instanceof SubjectPattern.Panel panel) {
      for (String mutation : panel.mutations()) {
        subjects.add(SubjectPattern.MUTATION + mutation);
      }
    }
    return subjects;
  }

  /** Returns what is known of a subject. */
  Observation observe(String subject) {
    if (subject.startsWith(SubjectPattern.LINEAGE)) {
      return observeLineage(subject.substring(SubjectPattern.LINEAGE.length()));
    }
    return observeMutation(subject, counts -> List.of(counts.ofMutation(mutation(subject))));
  }

  /**
   * Returns what is known of each of some subjects. Mutations are looked for together: a panel may
   * have thousands of them, and a region hundreds of labs that count each its own.
   */
  SortedMap<String, Observation> observe(Collection<String> subjects) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String subject : subjects) {
      if (subject.startsWith(SubjectPattern.MUTATION) && ever(subject) != 0) {
        numbers.put(subject, numbers.size());
      }
    }
    MutationQuery query =
        new MutationQuery(numbers.keySet().stream().map(WindowView::mutation).toList());
    IdentityHashMap<PeriodCounts, List<StringCounts>> found = new IdentityHashMap<>();
    SortedMap<String, Observation> observations = new TreeMap<>();
    for (String subject : subjects) {
      @Nullable Integer number = numbers.get(subject);
      observations.put(
          subject,
          number == null
              ? observe(subject)
              : observeMutation(
                  subject,
                  counts ->
                      List.of(
                          found.computeIfAbsent(counts, of -> of.ofMutations(query)).get(number))));
    }
    return observations;
  }

  private Observation observeMutation(
      String subject, Function<PeriodCounts, List<StringCounts>> byLab) {
    MutationName name = MutationName.of(mutation(subject));
    long coverage = 0;
    for (Coverage week : coverages) {
      coverage += week.at(name);
    }
    return observation(byLab, ever(subject), coverage);
  }

  private static String mutation(String subject) {
    return subject.substring(SubjectPattern.MUTATION.length());
  }

  private long ever(String mutationSubject) {
    String name = mutation(mutationSubject);
    return totals.stream().mapToLong(subjects -> subjects.mutations().get(name)).sum();
  }

  /** Returns how many genomes of each week show a mutation, and how many know its site. */
  GrowthSeries series(String mutation) {
    MutationName name = MutationName.of(mutation);
    TreeMap<IsoWeek, long[]> byWeek = new TreeMap<>();
    for (int i = 0; i < weeks.size(); i++) {
      long[] counts = byWeek.computeIfAbsent(weekNames.get(i), absent -> new long[2]);
      counts[0] += weeks.get(i).ofMutation(mutation).total();
      counts[1] += coverages.get(i).at(name);
    }
    GrowthSeries.Builder series = new GrowthSeries.Builder();
    byWeek.forEach(
        (week, counts) ->
            series.add((double) week.monday().plusDays(3).toEpochDay(), counts[0], counts[1]));
    return series.build();
  }

  private Observation observeLineage(String pattern) {
    if (!pattern.endsWith("*")) {
      return observation(
          counts -> List.of(ofLineage(counts, pattern)),
          totals.stream().mapToLong(subjects -> subjects.lineages().get(pattern)).sum(),
          genomes - unplaced);
    }
    Set<String> matching = new HashSet<>();
    long[] ever = {0};
    for (RegionTotals.Subjects subjects : totals) {
      subjects
          .lineages()
          .forEach(
              (lineage, count) -> {
                if (lineages.matches(pattern, lineage)) {
                  matching.add(lineage);
                  ever[0] += count;
                }
              });
    }
    return observation(
        counts -> matching.stream().map(lineage -> ofLineage(counts, lineage)).toList(),
        ever[0],
        genomes - unplaced);
  }

  private StringCounts ofLineage(PeriodCounts counts, String lineage) {
    return byLineage.computeIfAbsent(counts, PeriodCounts::byLineage).getOrDefault(lineage, NONE);
  }

  private Observation observation(
      Function<PeriodCounts, List<StringCounts>> byLab, long everOfAll, long coverage) {
    long ever = everOfAll - (everOfAll == 0 ? 0 : total(held, byLab));
    long count = 0;
    Set<String> labs = new HashSet<>();
    // Most of a panel is nowhere; what is nowhere need not be looked for week by week.
    for (PeriodCounts week : ever == 0 ? List.<PeriodCounts>of() : weeks) {
      for (StringCounts counts : byLab.apply(week)) {
        counts.forEach((lab, genomesOfLab) -> labs.add(lab));
        count += counts.total();
      }
    }
    long before = ever - count - (ever == 0 ? 0 : total(notBefore, byLab));
    return new Observation(
        count,
        coverage,
        WilsonInterval.of(count, coverage),
        labs.size(),
        before,
        genomesBefore,
        ever,
        simulated > 0,
        targetedLeftOut,
        heldOut,
        window,
        null);
  }

  private static long total(
      List<PeriodCounts> periods, Function<PeriodCounts, List<StringCounts>> byLab) {
    long total = 0;
    for (PeriodCounts period : periods) {
      for (StringCounts counts : byLab.apply(period)) {
        total += counts.total();
      }
    }
    return total;
  }
}
