package org.virowatch.surveillance.count;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.CalledGenome;

/**
 * The batch answer: the cells that stand once every genome is known, from called genomes in any
 * order. Per accession the highest version counts; the same version again changes nothing, and of
 * two contents under one version, which the stream rejects as a conflict, the first stays.
 *
 * <p>Holds what each accession contributes, with equal texts shared. Not safe for use by several
 * threads at once.
 */
public final class BatchRecomputation {
  private record Newest(int version, Contribution contribution) {}

  private final Map<String, Newest> newest = new HashMap<>();
  private final Map<String, String> pool = new HashMap<>();

  /** Takes one version of a genome. */
  public void add(CalledGenome genome) {
    @Nullable Newest known = newest.get(genome.getAccession());
    if (known == null || genome.getVersion() > known.version) {
      newest.put(
          genome.getAccession(),
          new Newest(genome.getVersion(), Contribution.of(genome, this::pooled)));
    }
  }

  /** Returns the cells in order, without empty ones. */
  public SortedMap<CellKey, CellCounts> cells() {
    Map<CellKey, CellCounts> cells = new HashMap<>();
    for (Newest entry : newest.values()) {
      for (CellKey key : entry.contribution.keys()) {
        cells.computeIfAbsent(key, absent -> new CellCounts()).add(entry.contribution);
      }
    }
    return new TreeMap<>(cells);
  }

  /** Returns the cells of the given genomes. */
  public static SortedMap<CellKey, CellCounts> cells(Iterable<CalledGenome> genomes) {
    BatchRecomputation batch = new BatchRecomputation();
    genomes.forEach(batch::add);
    return batch.cells();
  }

  private String pooled(String text) {
    String known = pool.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
