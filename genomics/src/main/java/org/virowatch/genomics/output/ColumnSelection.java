package org.virowatch.genomics.output;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns to write, with Nextclade's rules: no selection, or {@code all} in it, means every column;
 * otherwise the columns of the categories named and those named one by one.
 *
 * @param categories categories named
 * @param names columns named
 */
public record ColumnSelection(Set<ColumnCategory> categories, Set<String> names) {

  /** Every column. */
  public static final ColumnSelection ALL =
      new ColumnSelection(EnumSet.allOf(ColumnCategory.class), Set.of());

  public ColumnSelection {
    categories = Set.copyOf(categories);
    names = Set.copyOf(names);
  }

  /** Sorts the words of a selection into categories and columns. Columns are checked later. */
  public static ColumnSelection of(List<String> words) {
    Set<ColumnCategory> categories = EnumSet.noneOf(ColumnCategory.class);
    Set<String> names = new LinkedHashSet<>();
    for (String word : words) {
      if (!word.isBlank()) {
        ColumnCategory.of(word.strip())
            .ifPresentOrElse(categories::add, () -> names.add(word.strip()));
      }
    }
    boolean everything =
        categories.contains(ColumnCategory.ALL) || (categories.isEmpty() && names.isEmpty());
    return everything
        ? new ColumnSelection(EnumSet.allOf(ColumnCategory.class), names)
        : new ColumnSelection(categories, names);
  }

  boolean has(ColumnCategory category) {
    return categories.contains(category);
  }

  /** The same without the names that are not known. */
  ColumnSelection restrictedTo(List<String> known) {
    Set<String> kept = new LinkedHashSet<>(names);
    kept.retainAll(known);
    return new ColumnSelection(categories, kept);
  }

  /**
   * Checks the columns named.
   *
   * @param known names of all columns
   * @throws IllegalArgumentException if one is not known; the message names those that look alike
   */
  void requireKnown(List<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        List<String> alike = new ArrayList<>();
        for (String candidate : known) {
          if (distance(candidate, name) < 3 || candidate.equalsIgnoreCase(name)) {
            alike.add(candidate);
          }
        }
        for (String candidate : ColumnCategory.labels()) {
          if (distance(candidate, name) < 3) {
            alike.add(candidate);
          }
        }
        throw new IllegalArgumentException(
            "there is no column or category \""
                + name
                + "\""
                + (alike.isEmpty() ? "" : "; did you mean " + String.join(", ", alike) + "?")
                + "\nCategories: "
                + String.join(", ", ColumnCategory.labels())
                + "\nColumns: "
                + String.join(", ", known));
      }
    }
  }

  /** Letters to change, put in or take out; counted no further than needed. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 2) {
      return 3;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
