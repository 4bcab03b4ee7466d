package org.virowatch.surveillance.regionpool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/**
 * Lineages gathered into groups that are large enough to be told apart: a scarce lineage is counted
 * with its parent, and what has no parent left is {@link #OTHER}. A hierarchy names thousands of
 * lineages, of which a few dozen circulate at any time; a forecast of each would be one of noise.
 */
public final class LineageGroups {
  /** The group of what is scarce and has no ancestor that is not. */
  public static final String OTHER = "other";

  private final SortedMap<String, SortedSet<String>> members;
  private final Map<String, String> groupOf = new HashMap<>();

  private LineageGroups(SortedMap<String, SortedSet<String>> members) {
    this.members = members;
    members.forEach((group, names) -> names.forEach(name -> groupOf.put(name, group)));
  }

  /**
   * Gathers lineages.
   *
   * @param genomes genomes by exact lineage
   * @param lineages which descends from which
   * @param leastShare share of all genomes that a group needs, 0 to 1
   * @param most most groups; the scarcest are gathered until there are no more, the group of others
   *     not counted
   */
  public static LineageGroups of(
      Map<String, Long> genomes, LineageHierarchy lineages, double leastShare, int most) {
    Gathering gathering = new Gathering(genomes, lineages);
    long total = genomes.values().stream().mapToLong(Long::longValue).sum();
    gathering.gatherBelow(leastShare * total);
    gathering.gatherTo(most);
    return new LineageGroups(gathering.members);
  }

  /** A group while groups are gathered: the scarcest first, of equal ones the deepest. */
  private record Group(long size, int depth, String name) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparingLong(Group::size)
            .thenComparing(Group::depth, Comparator.reverseOrder())
            .thenComparing(Group::name, Comparator.reverseOrder());

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Gathering {
    final TreeMap<String, SortedSet<String>> members = new TreeMap<>();
    private final LineageHierarchy lineages;
    private final Map<String, Group> groups = new HashMap<>();
    private final TreeSet<Group> byScarcity = new TreeSet<>();

    /** What has been gathered into another is no group again, whatever the hierarchy says. */
    private final Set<String> gone = new HashSet<>();

    Gathering(Map<String, Long> genomes, LineageHierarchy lineages) {
      this.lineages = lineages;
      genomes.forEach(
          (name, size) -> {
            members.put(name, new TreeSet<>(Set.of(name)));
            if (!name.equals(OTHER)) {
              add(name, size);
            }
          });
    }

    /** The deepest first, so that scarce sisters meet in their parent before it is judged. */
    void gatherBelow(double size) {
      PriorityQueue<Group> byDepth =
          new PriorityQueue<>(
              Comparator.comparing(Group::depth, Comparator.reverseOrder())
                  .thenComparing(Group::name));
      byDepth.addAll(groups.values());
      while (!byDepth.isEmpty()) {
        Group group = byDepth.remove();
        if (group.size < size && group.equals(groups.get(group.name))) {
          gather(group).ifPresent(byDepth::add);
        }
      }
    }

    void gatherTo(int most) {
      while (groups.size() > most) {
        gather(byScarcity.first());
      }
    }

    /** Counts a group with its ancestor, and returns that; nothing where it goes to the others. */
    private Optional<Group> gather(Group group) {
      groups.remove(group.name);
      byScarcity.remove(group);
      gone.add(group.name);
      String into = ancestor(group.name);
      SortedSet<String> moved =
          Optional.ofNullable(members.remove(group.name)).orElseGet(TreeSet::new);
      members.computeIfAbsent(into, absent -> new TreeSet<>()).addAll(moved);
      if (into.equals(OTHER)) {
        return Optional.empty();
      }
      Group before = groups.remove(into);
      if (before != null) {
        byScarcity.remove(before);
      }
      return Optional.of(add(into, group.size + (before == null ? 0 : before.size)));
    }

    /** The nearest ancestor that may still be a group; others where there is none. */
    private String ancestor(String name) {
      Set<String> seen = new HashSet<>(Set.of(name));
      Optional<String> next = lineages.parent(name);
      while (next.isPresent() && seen.add(next.get())) {
        if (!gone.contains(next.get())) {
          return next.get();
        }
        next = lineages.parent(next.get());
      }
      return OTHER;
    }

    private Group add(String name, long size) {
      Group group = new Group(size, depth(name), name);
      groups.put(name, group);
      byScarcity.add(group);
      return group;
    }

    private int depth(String name) {
      Set<String> seen = new HashSet<>();
      Optional<String> next = Optional.of(name);
      while (next.isPresent() && seen.add(next.get())) {
        next = lineages.parent(next.get());
      }
      return seen.size();
    }
  }

  /** Returns the names of the groups, sorted. */
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  /** Returns the lineages that are counted in a group, sorted. */
  public SortedSet<String> members(String group) {
    return members.getOrDefault(group, new TreeSet<>());
  }

  /** Returns the same genomes by group. */
  public DailyCounts gather(DailyCounts counts) {
    List<String> names = names();
    List<List<Integer>> columns = new ArrayList<>();
    names.forEach(name -> columns.add(new ArrayList<>()));
    for (int variant = 0; variant < counts.variants().size(); variant++) {
      String group = groupOf.get(counts.variants().get(variant));
      if (group != null) {
        columns.get(names.indexOf(group)).add(variant);
      }
    }
    return DailyCounts.of(
        counts.locations(),
        names,
        counts.firstDay(),
        counts.days(),
        (location, group, day) -> {
          int sum = 0;
          for (int variant : columns.get(group)) {
            sum += counts.count(location, variant, day);
          }
          return sum;
        });
  }
}
