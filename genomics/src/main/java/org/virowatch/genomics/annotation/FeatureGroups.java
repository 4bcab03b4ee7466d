package org.virowatch.genomics.annotation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lines of a GFF3 file as features, as Nextclade takes them: neighbouring lines of one ID, or
 * without ID of one name, are one feature.
 */
final class FeatureGroups {

  /** Features in features: those of genomes are three or four deep. */
  private static final int DEEPEST = 500;

  /**
   * Neighbouring lines of one ID.
   *
   * @param number its place among the groups
   */
  record Group(int number, String id, String type, List<Gff3Feature> lines) {

    int start() {
      return lines.stream().mapToInt(Gff3Feature::start).min().orElse(0);
    }

    /** The lowest end, by which Nextclade orders. */
    int end() {
      return lines.stream().mapToInt(Gff3Feature::end).min().orElse(0);
    }

    String name() {
      return lines.stream().map(FeatureNames::of).distinct().collect(Collectors.joining("+"));
    }

    Set<String> parents() {
      Set<String> parents = new LinkedHashSet<>();
      lines.forEach(line -> parents.addAll(line.attributes().getOrDefault("Parent", List.of())));
      return parents;
    }
  }

  private final List<Group> groups = new ArrayList<>();
  private final Map<String, List<Group>> children = new HashMap<>(); // by ID of the parent

  FeatureGroups(List<Gff3Feature> lines) {
    for (Gff3Feature line : lines) {
      Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
      if (last != null && last.id().equals(id(line))) {
        last.lines().add(line);
      } else {
        groups.add(new Group(groups.size(), id(line), line.type(), new ArrayList<>(List.of(line))));
      }
    }
    for (Group group : groups) {
      for (String parent : group.parents()) {
        if (!parent.equals(group.id())) {
          children.computeIfAbsent(parent, key -> new ArrayList<>()).add(group);
        }
      }
    }
  }

  /** The features without parent, ordered by where they start. */
  List<Group> roots() {
    Set<String> ids = groups.stream().map(Group::id).collect(Collectors.toSet());
    return groups.stream()
        .filter(group -> group.parents().stream().noneMatch(ids::contains))
        .sorted(
            Comparator.comparingInt(Group::start)
                .thenComparing(Comparator.comparingInt(Group::end).reversed())
                .thenComparing(group -> group.type() + " '" + group.name() + "'"))
        .toList();
  }

  /** The features right below one. */
  List<Group> children(Group parent) {
    return children.getOrDefault(parent.id(), List.of());
  }

  /** Everything of a type below a group, each once, parents before their children. */
  List<Group> below(Group group, String type) {
    List<Group> found = new ArrayList<>();
    collect(group, type, 0, new HashSet<>(List.of(group.number())), found);
    return found;
  }

  private void collect(Group group, String type, int depth, Set<Integer> seen, List<Group> found) {
    requireShallow(group, depth);
    for (Group child : children(group)) {
      if (seen.add(child.number())) {
        if (child.type().equals(type)) {
          found.add(child);
        }
        collect(child, type, depth + 1, seen, found);
      }
    }
  }

  /**
   * Refuses features that lie in too many others.
   *
   * @throws AnnotationException if they do
   */
  static void requireShallow(Group group, int depth) {
    if (depth > DEEPEST) {
      throw new AnnotationException(
          "line "
              + group.lines().get(0).line()
              + ": features lie in features more than "
              + DEEPEST
              + " deep; look at the Parent attributes");
    }
  }

  static String id(Gff3Feature line) {
    String id = line.attribute("ID");
    return id == null ? FeatureNames.of(line) : id;
  }
}
