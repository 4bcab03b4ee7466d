package org.virowatch.genomics.output;

import org.virowatch.genomics.AnalyzedGenome;

/**
 * A column of the table.
 *
 * @param name its name
 * @param cell writes its value for a genome
 */
record Column(String name, Cell cell) {

  /** Writes the value of a column. Stateless. */
  @FunctionalInterface
  interface Cell {
    void append(RowText out, AnalyzedGenome genome);
  }

  /** A column of whole numbers. */
  static Column number(String name, java.util.function.ToIntFunction<AnalyzedGenome> value) {
    return new Column(name, (out, genome) -> out.append(value.applyAsInt(genome)));
  }
}
