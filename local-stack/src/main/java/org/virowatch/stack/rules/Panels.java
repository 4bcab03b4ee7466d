package org.virowatch.stack.rules;

import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.Watchlist;

/**
 * The panels of mutations that watchlist rules name: each watchlist of a dataset under its own
 * name, and each panel within one, such as an antibody, under the panel's. Combinations of
 * mutations are left out, because a rule watches single mutations.
 */
public final class Panels {
  private Panels() {}

  /** Returns the mutations of every panel of the datasets, by panel. */
  public static Map<String, SortedSet<String>> of(Collection<ReferenceDataset> datasets) {
    Map<String, SortedSet<String>> panels = new TreeMap<>();
    for (ReferenceDataset dataset : datasets) {
      for (Watchlist list : dataset.watchlists()) {
        for (Watchlist.Entry entry : list.entries()) {
          if (entry.mutation().indexOf('+') < 0) {
            panels.computeIfAbsent(list.name(), name -> new TreeSet<>()).add(entry.mutation());
            if (!entry.panel().isBlank()) {
              panels.computeIfAbsent(entry.panel(), name -> new TreeSet<>()).add(entry.mutation());
            }
          }
        }
      }
    }
    return panels;
  }
}
