package org.virowatch.stack.foresight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.count.Coverage;
import org.virowatch.surveillance.count.MutationName;
import org.virowatch.surveillance.growth.SubjectCount;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/**
 * Weekly counts of the stream's cells by subject. A lineage counts among the genomes with a lineage
 * (of the scope, if there is one), once exactly and, where it has descendants here, once with them
 * as {@code BA.2*}. A mutation counts among the genomes that know its site, those without a lineage
 * included unless there is a scope.
 *
 * @param lineages which descends from which
 * @param scope only genomes of this lineage, {@code BA.2} or {@code BA.2*}; null for all
 */
record CellViews(LineageHierarchy lineages, @Nullable String scope) {
  private static final int THURSDAY = 3;

  private record Place(String region, IsoWeek week) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byRegion = region.compareTo(other.region);
      return byRegion != 0 ? byRegion : week.compareTo(other.week);
    }

    LocalDate day() {
      return week.monday().plusDays(THURSDAY);
    }
  }

  /** Returns the counts of lineages. */
  List<SubjectCount> lineages(Map<CellKey, CellCounts> cells) {
    TreeMap<Place, Map<String, Long>> genomes = new TreeMap<>();
    inScope(cells, false)
        .forEach(
            (place, byLineage) -> {
              Map<String, Long> sums = new HashMap<>();
              byLineage.forEach((lineage, counts) -> sums.put(lineage, counts.genomes()));
              genomes.put(place, sums);
            });
    Set<String> exact = new TreeSet<>();
    genomes.values().forEach(sums -> exact.addAll(sums.keySet()));
    Map<String, List<String>> ancestors = groups(exact);
    Set<String> subjects = new TreeSet<>(exact);
    ancestors.values().forEach(above -> above.forEach(group -> subjects.add(group + "*")));
    List<SubjectCount> counts = new ArrayList<>();
    genomes.forEach(
        (place, sums) -> {
          long all = 0;
          Map<String, Long> bySubject = new HashMap<>();
          for (var sum : sums.entrySet()) {
            all += sum.getValue();
            bySubject.merge(sum.getKey(), sum.getValue(), Long::sum);
            for (String ancestor : ancestors.getOrDefault(sum.getKey(), List.of())) {
              bySubject.merge(ancestor + "*", sum.getValue(), Long::sum);
            }
          }
          for (String subject : subjects) {
            counts.add(
                new SubjectCount(
                    place.region, subject, place.day(), bySubject.getOrDefault(subject, 0L), all));
          }
        });
    return counts;
  }

  /**
   * Returns the counts of mutations.
   *
   * @param wanted one mutation, {@code S:*} for those of a CDS, {@code *} for all
   */
  List<SubjectCount> mutations(Map<CellKey, CellCounts> cells, String wanted) {
    TreeMap<Place, CellCounts> sums = new TreeMap<>();
    Set<String> names = new TreeSet<>();
    inScope(cells, scope == null)
        .forEach(
            (place, byLineage) -> {
              CellCounts sum = new CellCounts();
              byLineage.values().forEach(sum::add);
              sums.put(place, sum);
              sum.mutations()
                  .forEach(
                      (name, count) -> {
                        if (matches(wanted, name)) {
                          names.add(name);
                        }
                      });
            });
    List<MutationName> subjects = names.stream().map(MutationName::of).toList();
    List<SubjectCount> counts = new ArrayList<>();
    sums.forEach(
        (place, sum) -> {
          Coverage coverage = sum.coverage();
          for (MutationName subject : subjects) {
            long count = sum.mutations().get(subject.text());
            counts.add(
                new SubjectCount(
                    place.region, subject.text(), place.day(), count, coverage.at(subject)));
          }
        });
    return counts;
  }

  private TreeMap<Place, Map<String, CellCounts>> inScope(
      Map<CellKey, CellCounts> cells, boolean withUnplaced) {
    TreeMap<Place, Map<String, CellCounts>> found = new TreeMap<>();
    cells.forEach(
        (key, counts) -> {
          boolean inScope =
              key.lineage().isEmpty()
                  ? withUnplaced
                  : lineages.matches(scope == null ? "*" : scope, key.lineage());
          if (inScope && IsoWeek.looksLikeWeek(key.period())) {
            found
                .computeIfAbsent(
                    new Place(key.region(), IsoWeek.parse(key.period())), absent -> new HashMap<>())
                .put(key.lineage(), counts);
          }
        });
    return found;
  }

  /**
   * Of each lineage the ancestors, itself included, that stand for a group of lineages here: more
   * than the group below them, and not all there is, which has no rest to grow against.
   */
  private Map<String, List<String>> groups(Set<String> exact) {
    Map<String, List<String>> chains = new HashMap<>();
    Map<String, Integer> sizes = new HashMap<>();
    for (String lineage : exact) {
      List<String> chain = new ArrayList<>();
      Optional<String> next = Optional.of(lineage);
      while (next.isPresent()
          && lineages.matches(scope == null ? "*" : scope, next.get())
          && !chain.contains(next.get())) {
        chain.add(next.get());
        sizes.merge(next.get(), 1, Integer::sum);
        next = lineages.parent(next.get());
      }
      chains.put(lineage, chain);
    }
    chains.replaceAll(
        (lineage, chain) -> {
          List<String> groups = new ArrayList<>();
          int below = 1;
          for (String ancestor : chain) {
            int size = sizes.getOrDefault(ancestor, 0);
            if (size > below && size < exact.size()) {
              groups.add(ancestor);
            }
            below = size;
          }
          return groups;
        });
    return chains;
  }

  private static boolean matches(String wanted, String mutation) {
    return wanted.endsWith("*")
        ? mutation.startsWith(wanted.substring(0, wanted.length() - 1))
        : mutation.equals(wanted);
  }
}
