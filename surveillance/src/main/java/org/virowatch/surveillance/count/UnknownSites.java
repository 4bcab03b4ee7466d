package org.virowatch.surveillance.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.CodonRange;
import org.virowatch.schemas.SiteRange;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution.UnknownRange;

/**
 * The sites that a genome does not know: no mutation counts there. Ranges that overlap are merged.
 */
final class UnknownSites {
  /** By axis, then by site: the order in which unknown sites are listed. */
  static final Comparator<UnknownRange> BY_AXIS =
      Comparator.comparing(UnknownRange::axis).thenComparingInt(UnknownRange::first);

  private UnknownSites() {}

  /** Returns the sites that a called genome does not know, by axis; those of one axis rise. */
  static Map<String, List<UnknownRange>> byAxis(CalledGenome genome, UnaryOperator<String> pool) {
    Map<String, List<UnknownRange>> byAxis = new TreeMap<>();
    for (SiteRange range : genome.getMissing()) {
      add(byAxis, "", range.getStart(), range.getEnd());
    }
    for (CodonRange range : genome.getUnknownCodons()) {
      add(byAxis, pool.apply(range.getCds()), range.getStart(), range.getEnd());
    }
    byAxis.replaceAll((axis, ranges) -> merged(ranges));
    return byAxis;
  }

  private static void add(Map<String, List<UnknownRange>> byAxis, String axis, int start, int end) {
    if (end >= 1 && start <= end) {
      byAxis
          .computeIfAbsent(axis, name -> new ArrayList<>())
          .add(new UnknownRange(axis, Math.max(1, start), end));
    }
  }

  private static List<UnknownRange> merged(List<UnknownRange> ranges) {
    ranges.sort(Comparator.comparingInt(UnknownRange::first));
    List<UnknownRange> merged = new ArrayList<>(ranges.size());
    UnknownRange open = ranges.get(0);
    for (UnknownRange range : ranges.subList(1, ranges.size())) {
      if (range.first() <= open.last() + 1) {
        open = new UnknownRange(open.axis(), open.first(), Math.max(open.last(), range.last()));
      } else {
        merged.add(open);
        open = range;
      }
    }
    merged.add(open);
    return merged;
  }

  /** Reads what {@link #write} wrote. */
  static List<UnknownRange> read(CompactReader in) {
    int axes = in.size();
    List<UnknownRange> unknown = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      String axis = in.text();
      int ranges = in.size();
      int site = 0;
      for (int j = 0; j < ranges; j++) {
        int first = site + in.size();
        site = first + in.size();
        unknown.add(new UnknownRange(axis, first, site));
      }
    }
    return unknown;
  }

  /** Writes ranges by axis; those of one axis must rise. */
  static void write(List<UnknownRange> unknown, CompactWriter out) {
    Map<String, List<UnknownRange>> byAxis = new TreeMap<>();
    for (UnknownRange range : unknown) {
      byAxis.computeIfAbsent(range.axis(), axis -> new ArrayList<>()).add(range);
    }
    out.unsigned(byAxis.size());
    byAxis.forEach(
        (axis, ranges) -> {
          out.text(axis);
          out.unsigned(ranges.size());
          int site = 0;
          for (UnknownRange range : ranges) {
            out.unsigned(range.first() - site);
            out.unsigned(range.last() - range.first());
            site = range.last();
          }
        });
  }
}
