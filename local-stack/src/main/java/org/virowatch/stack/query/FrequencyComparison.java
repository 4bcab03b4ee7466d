package org.virowatch.stack.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.virowatch.schemas.UnknownSites;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * Whether the stream's cells and the recomputed ones are the same, number by number: genomes,
 * simulated genomes, labs, mutations and unknown sites of every cell.
 *
 * @param cells how many cells were compared
 * @param differences every number that differs, in order of the cells
 */
public record FrequencyComparison(int cells, List<Difference> differences) {
  private static final CellCounts NOTHING = new CellCounts();

  /** Copies the list. */
  public FrequencyComparison {
    differences = List.copyOf(differences);
  }

  /**
   * One number that differs.
   *
   * @param cell the cell
   * @param what which of its numbers, such as {@code genomes} or {@code mutation C241T}
   * @param streamed the stream's number
   * @param recomputed the batch's number
   */
  public record Difference(CellKey cell, String what, long streamed, long recomputed) {
    /** Returns the difference as one line for people. */
    @Override
    public String toString() {
      return cell.wireKey() + ": " + what + ": stream " + streamed + ", batch " + recomputed;
    }
  }

  /** Compares; a cell that is missing on one side is all zeros there. */
  public static FrequencyComparison of(
      Map<CellKey, CellCounts> streamed, Map<CellKey, CellCounts> recomputed) {
    Set<CellKey> keys = new TreeSet<>(streamed.keySet());
    keys.addAll(recomputed.keySet());
    List<Difference> differences = new ArrayList<>();
    for (CellKey key : keys) {
      CellCounts left = streamed.getOrDefault(key, NOTHING);
      CellCounts right = recomputed.getOrDefault(key, NOTHING);
      if (!left.equals(right)) {
        differences.addAll(differences(key, left, right));
      }
    }
    return new FrequencyComparison(keys.size(), differences);
  }

  /** Returns whether every number is the same. */
  public boolean agrees() {
    return differences.isEmpty();
  }

  /** Returns the outcome for people: one line, or the first few differences. */
  public String summary(int most) {
    if (agrees()) {
      return cells + " cells agree";
    }
    StringBuilder text = new StringBuilder();
    text.append(differences.size())
        .append(" numbers differ in ")
        .append(differences.stream().map(Difference::cell).distinct().count())
        .append(" of ")
        .append(cells)
        .append(" cells");
    differences.stream().limit(most).forEach(each -> text.append("\n  ").append(each));
    if (differences.size() > most) {
      text.append("\n  and ").append(differences.size() - most).append(" more");
    }
    return text.toString();
  }

  private static List<Difference> differences(CellKey key, CellCounts left, CellCounts right) {
    SortedMap<String, Long> streamed = numbers(left);
    SortedMap<String, Long> recomputed = numbers(right);
    Set<String> names = new TreeSet<>(streamed.keySet());
    names.addAll(recomputed.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      long one = streamed.getOrDefault(name, 0L);
      long other = recomputed.getOrDefault(name, 0L);
      if (one != other) {
        differences.add(new Difference(key, name, one, other));
      }
    }
    if (differences.isEmpty()) {
      throw new IllegalStateException("the cells of " + key + " differ in no number");
    }
    return differences;
  }

  private static SortedMap<String, Long> numbers(CellCounts counts) {
    SortedMap<String, Long> numbers = new TreeMap<>();
    numbers.put("genomes", counts.genomes());
    numbers.put("simulated", counts.simulated());
    counts.labs().toMap().forEach((lab, count) -> numbers.put("lab '" + lab + "'", count));
    counts.mutations().toMap().forEach((name, count) -> numbers.put("mutation " + name, count));
    for (UnknownSites sites : counts.unknown().toRecords()) {
      String axis = sites.getAxis().isEmpty() ? "nucleotide" : sites.getAxis() + " codon";
      for (int i = 0; i < sites.getPositions().size(); i++) {
        numbers.put(
            "change of unknown at " + axis + " " + sites.getPositions().get(i),
            sites.getChanges().get(i));
      }
    }
    return numbers;
  }
}
