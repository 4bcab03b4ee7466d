package org.virowatch.genomics.convergence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * Positions of a reference at which changes are often errors of sequencing: those of the table
 * {@code problematic-sites.tsv}, each row with its source, and those that the tree masks itself.
 */
public final class ProblematicSites {
  private static final String TABLE = "problematic-sites.tsv";

  private final BitSet positions;

  private ProblematicSites(BitSet positions) {
    this.positions = positions;
  }

  /**
   * Returns the sites of a reference.
   *
   * @param accession of the reference, with or without a version; unknown ones have none in the
   *     table
   * @param mask further ranges
   */
  public static ProblematicSites of(String accession, List<NucleotideRange> mask) {
    String wanted = accession.replaceFirst("\\.\\d+$", "");
    // One sequence under two names.
    String reference = wanted.equals("NC_045512") ? "MN908947" : wanted;
    BitSet positions = new BitSet();
    try (InputStream table =
            Objects.requireNonNull(ProblematicSites.class.getResourceAsStream(TABLE));
        BufferedReader rows =
            new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      rows.readLine();
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        String[] fields = row.split("\t", -1);
        if (fields[0].equals(reference)) {
          positions.set(Integer.parseInt(fields[1]) - 1, Integer.parseInt(fields[2]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the table " + TABLE + " cannot be read", e);
    }
    mask.forEach(range -> positions.set(range.begin(), range.end()));
    return new ProblematicSites(positions);
  }

  /** Returns whether the position, counted from 0, is one. */
  boolean contains(int position) {
    return positions.get(position);
  }

  /** Returns how many positions are. */
  public int size() {
    return positions.cardinality();
  }
}
