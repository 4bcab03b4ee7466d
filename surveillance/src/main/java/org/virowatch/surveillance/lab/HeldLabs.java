package org.virowatch.surveillance.lab;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The labs of one dataset whose genomes alert decisions leave out. Immutable.
 *
 * @param since by lab, the first day of collection that is left out, counted from 1970-01-01
 */
public record HeldLabs(SortedMap<String, Long> since) {
  /** Nobody is held. */
  public static final HeldLabs NONE = new HeldLabs(Collections.emptySortedMap());

  /** Copies the map. */
  public HeldLabs {
    since = Collections.unmodifiableSortedMap(new TreeMap<>(since));
  }

  /** Returns the end of an alert's sentence that says how many genomes are left out. */
  public static String leftOut(long genomes) {
    return "; " + genomes + " of held labs left out";
  }

  /** Returns whether nobody is held. */
  public boolean isEmpty() {
    return since.isEmpty();
  }

  /** Returns whether a genome of a lab that was collected on a day is left out. */
  public boolean holds(String lab, long day) {
    Long first = since.get(lab);
    return first != null && day >= first;
  }

  /** Returns the labs whose genomes of a day are left out. */
  public SortedSet<String> on(long day) {
    SortedSet<String> labs = new TreeSet<>();
    since.forEach(
        (lab, first) -> {
          if (day >= first) {
            labs.add(lab);
          }
        });
    return labs;
  }
}
