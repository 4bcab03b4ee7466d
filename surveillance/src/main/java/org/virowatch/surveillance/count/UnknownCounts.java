package org.virowatch.surveillance.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.UnknownSites;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;

/**
 * How many genomes do not know each site, by axis: the empty string for nucleotide positions,
 * otherwise the name of a CDS for its codons. An axis without an entry is known throughout.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class UnknownCounts {
  private final Map<String, DifferenceArray> axes = new HashMap<>();

  /** Returns the counts in a record's form. */
  public static UnknownCounts of(List<UnknownSites> records) {
    UnknownCounts counts = new UnknownCounts();
    for (UnknownSites sites : records) {
      DifferenceArray array = counts.axis(sites.getAxis());
      for (int i = 0; i < sites.getPositions().size(); i++) {
        array.addChange(sites.getPositions().get(i), sites.getChanges().get(i));
      }
    }
    return counts;
  }

  /** Reads what {@link #writeTo} wrote. */
  public static UnknownCounts readFrom(CompactReader in) {
    UnknownCounts counts = new UnknownCounts();
    int axes = in.size();
    for (int i = 0; i < axes; i++) {
      DifferenceArray array = counts.axis(in.text());
      int changes = in.size();
      int position = 0;
      for (int j = 0; j < changes; j++) {
        position += in.size();
        array.addChange(position, in.signed());
      }
    }
    return counts;
  }

  /** Writes the axes that are not at zero. */
  public void writeTo(CompactWriter out) {
    int nonZero = 0;
    for (DifferenceArray array : axes.values()) {
      nonZero += array.isZero() ? 0 : 1;
    }
    out.unsigned(nonZero);
    axes.forEach(
        (axis, array) -> {
          if (array.isZero()) {
            return;
          }
          out.text(axis);
          int[] positions = array.sortedPositions();
          out.unsigned(positions.length);
          int before = 0;
          for (int position : positions) {
            out.unsigned(position - before);
            out.signed(array.changeAt(position));
            before = position;
          }
        });
  }

  /** Adds a weight to every site of a closed, 1-based range of an axis. */
  public void addRange(String axis, int first, int last, long weight) {
    axis(axis).addRange(first, last, weight);
  }

  /** Adds all counts of another, multiplied. */
  public void add(UnknownCounts other, int factor) {
    other.axes.forEach((axis, array) -> axis(axis).add(array, factor));
  }

  /** Returns at how many positions of all axes the number changes. */
  public int size() {
    int size = 0;
    for (DifferenceArray array : axes.values()) {
      size += array.size();
    }
    return size;
  }

  /** Returns whether every site of every axis is at zero. */
  public boolean isZero() {
    return axes.values().stream().allMatch(DifferenceArray::isZero);
  }

  /** Returns a copy that shares nothing that changes. */
  public UnknownCounts copy() {
    UnknownCounts copy = new UnknownCounts();
    axes.forEach((axis, array) -> copy.axes.put(axis, array.copy()));
    return copy;
  }

  /** Returns the counts as records, by axis, without axes that are at zero. */
  public List<UnknownSites> toRecords() {
    List<UnknownSites> records = new ArrayList<>();
    new TreeMap<>(axes)
        .forEach(
            (axis, array) -> {
              if (!array.isZero()) {
                records.add(toRecord(axis, array));
              }
            });
    return records;
  }

  /** Returns the numbers in a form that answers how many at a site. */
  public UnknownProfile profile() {
    Map<String, UnknownProfile.Steps> steps = new HashMap<>();
    axes.forEach(
        (axis, array) -> {
          if (!array.isZero()) {
            steps.put(axis, UnknownProfile.Steps.of(array));
          }
        });
    return new UnknownProfile(steps);
  }

  private DifferenceArray axis(String axis) {
    return axes.computeIfAbsent(axis, name -> new DifferenceArray());
  }

  private static UnknownSites toRecord(String axis, DifferenceArray array) {
    int[] positions = array.sortedPositions();
    List<Integer> at = new ArrayList<>(positions.length);
    List<Long> changes = new ArrayList<>(positions.length);
    for (int position : positions) {
      at.add(position);
      changes.add(array.changeAt(position));
    }
    return new UnknownSites(axis, at, changes);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof UnknownCounts other && other.nonZeroAxes().equals(nonZeroAxes());
  }

  @Override
  public int hashCode() {
    return nonZeroAxes().hashCode();
  }

  @Override
  public String toString() {
    return nonZeroAxes().toString();
  }

  private Map<String, DifferenceArray> nonZeroAxes() {
    Map<String, DifferenceArray> nonZero = new TreeMap<>(axes);
    nonZero.values().removeIf(DifferenceArray::isZero);
    return nonZero;
  }
}
