package org.virowatch.genomics.reads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * Primers of a tiling scheme. Bases of a read that come from a primer say nothing of the virus:
 * where a fragment begins inside a left primer, it counts from the primer's end on; where it ends
 * inside a right primer, up to the primer's begin. Immutable and thread-safe.
 */
public final class PrimerScheme {

  /** No primers. */
  public static final PrimerScheme NONE = new PrimerScheme(List.of());

  private final List<Primer> primers;
  private final List<Amplicon> amplicons;

  /**
   * @param primers with both ends of every amplicon
   * @throws ReadsException if an amplicon lacks an end or its primers face apart
   */
  public PrimerScheme(List<Primer> primers) {
    this.primers = List.copyOf(primers);
    this.amplicons = amplicons(this.primers);
  }

  private static List<Amplicon> amplicons(List<Primer> primers) {
    Map<String, List<Primer>> byName = new LinkedHashMap<>();
    for (Primer primer : primers) {
      if (!primer.amplicon().equals(Primer.NO_AMPLICON)) {
        byName.computeIfAbsent(primer.amplicon(), name -> new ArrayList<>()).add(primer);
      }
    }
    List<Amplicon> amplicons = new ArrayList<>();
    byName.forEach(
        (name, own) -> {
          int begin = -1;
          int end = Integer.MAX_VALUE;
          for (Primer primer : own) {
            if (primer.left()) {
              begin = Math.max(begin, primer.range().end());
            } else {
              end = Math.min(end, primer.range().begin());
            }
          }
          if (begin < 0 || end == Integer.MAX_VALUE) {
            throw new ReadsException(
                "amplicon "
                    + name
                    + " has no "
                    + (begin < 0 ? "LEFT" : "RIGHT")
                    + " primer; complete the scheme");
          }
          if (begin >= end) {
            throw new ReadsException(
                "the primers of amplicon "
                    + name
                    + " leave nothing between them: LEFT ends at "
                    + begin
                    + ", RIGHT begins at "
                    + (end + 1)
                    + "; correct the scheme");
          }
          amplicons.add(new Amplicon(name, own.get(0).pool(), new NucleotideRange(begin, end)));
        });
    return List.copyOf(amplicons);
  }

  /** The primers in the order of the scheme. */
  public List<Primer> primers() {
    return primers;
  }

  /** The amplicons in the order of the scheme. */
  public List<Amplicon> amplicons() {
    return amplicons;
  }

  /**
   * For each position, where a fragment that begins there begins to count.
   *
   * @param length of the reference
   * @param offset bases outside a primer that are taken for its own
   */
  int[] countsFrom(int length, int offset) {
    int[] from = new int[length];
    Arrays.setAll(from, position -> position);
    for (Primer primer : primers) {
      if (primer.left()) {
        int end = primer.range().end();
        for (int at = Math.max(0, primer.range().begin() - offset); at < end; at++) {
          from[at] = Math.max(from[at], end);
        }
      }
    }
    return from;
  }

  /**
   * For each position, up to where a fragment whose last base lies there counts (exclusive).
   *
   * @param length of the reference
   * @param offset bases outside a primer that are taken for its own
   */
  int[] countsTo(int length, int offset) {
    int[] to = new int[length];
    Arrays.setAll(to, position -> position + 1);
    for (Primer primer : primers) {
      if (!primer.left()) {
        int begin = primer.range().begin();
        for (int at = begin; at < Math.min(length, primer.range().end() + offset); at++) {
          to[at] = Math.min(to[at], begin);
        }
      }
    }
    return to;
  }
}
