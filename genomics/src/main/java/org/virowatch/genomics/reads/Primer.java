package org.virowatch.genomics.reads;

import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * A primer of an amplicon scheme.
 *
 * @param name as in the scheme
 * @param amplicon the part of the name before {@code _LEFT} or {@code _RIGHT}; {@link #NO_AMPLICON}
 *     if the name has neither
 * @param left whether it begins its amplicon, on the forward strand; else it ends it, on the
 *     reverse strand
 * @param pool of the reaction, as in the scheme
 * @param range where it binds
 */
public record Primer(
    String name, String amplicon, boolean left, String pool, NucleotideRange range) {

  /** Amplicon of primers whose names tell of none. */
  static final String NO_AMPLICON = "";
}
