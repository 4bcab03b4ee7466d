package org.virowatch.stack.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.watchlist.WatchlistMatcher;

/**
 * The panels of mutations that watchlist rules name: each watchlist of a dataset under its own
 * name, and each panel within one, such as an antibody, under the panel's. Entries are understood
 * as {@code virowatch call} does: any change of a codon is every change, mature peptides are read
 * in their CDS. Combinations of mutations are left out, because a rule watches single mutations.
 */
public final class Panels {
  private Panels() {}

  /** Returns the mutations of every panel of the datasets, by panel. */
  public static Map<String, SortedSet<String>> of(Collection<ReferenceDataset> datasets) {
    Map<String, SortedSet<String>> panels = new TreeMap<>();
    for (ReferenceDataset dataset : datasets) {
      for (WatchlistMatcher.SingleEntry single : new WatchlistMatcher(dataset).singleEntries()) {
        add(panels, single.list(), single.mutations());
        if (!single.entry().panel().isBlank()) {
          add(panels, single.entry().panel(), single.mutations());
        }
      }
    }
    return panels;
  }

  private static void add(
      Map<String, SortedSet<String>> panels, String panel, List<String> mutations) {
    panels.computeIfAbsent(panel, name -> new TreeSet<>()).addAll(mutations);
  }
}
