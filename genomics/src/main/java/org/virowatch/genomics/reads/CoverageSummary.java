package org.virowatch.genomics.reads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * How much of the reference was read, and how deep. Depth counts fragments that passed the filters,
 * gaps included.
 *
 * @param meanDepth over all positions of the reference
 * @param medianDepth over all positions of the reference
 * @param covered share of positions with a depth of 1 or more, 0 to 1
 * @param covered10 share with 10 or more
 * @param covered100 share with 100 or more
 * @param coveredEnough share with the minimum depth or more
 * @param amplicons in the order of the scheme; none without one
 */
public record CoverageSummary(
    double meanDepth,
    int medianDepth,
    double covered,
    double covered10,
    double covered100,
    double coveredEnough,
    List<AmpliconDepth> amplicons) {

  public CoverageSummary {
    amplicons = List.copyOf(amplicons);
  }

  static CoverageSummary of(Pileup pileup, PrimerScheme primers, int minDepth) {
    int[] depths = new int[pileup.length()];
    long sum = 0;
    for (int position = 0; position < depths.length; position++) {
      depths[position] = pileup.depth(position);
      sum += depths[position];
    }
    return new CoverageSummary(
        (double) sum / depths.length,
        median(depths.clone()),
        share(depths, 1),
        share(depths, 10),
        share(depths, 100),
        share(depths, Math.max(1, minDepth)),
        amplicons(depths, primers, minDepth));
  }

  private static double share(int[] depths, int least) {
    return (double) Arrays.stream(depths).filter(depth -> depth >= least).count() / depths.length;
  }

  private static int median(int[] depths) {
    Arrays.sort(depths);
    return depths[(depths.length - 1) / 2];
  }

  private static List<AmpliconDepth> amplicons(int[] depths, PrimerScheme primers, int minDepth) {
    int[] covering = new int[depths.length];
    for (Amplicon amplicon : primers.amplicons()) {
      for (int at = amplicon.insert().begin(); at < amplicon.insert().end(); at++) {
        covering[at]++;
      }
    }
    List<AmpliconDepth> amplicons = new ArrayList<>();
    for (Amplicon amplicon : primers.amplicons()) {
      NucleotideRange insert = amplicon.insert();
      int[] own = new int[insert.length()];
      int length = 0;
      for (int at = insert.begin(); at < insert.end(); at++) {
        if (covering[at] == 1) {
          own[length++] = depths[at];
        }
      }
      int median =
          median(
              length > 0
                  ? Arrays.copyOf(own, length)
                  : Arrays.copyOfRange(depths, insert.begin(), insert.end()));
      amplicons.add(new AmpliconDepth(amplicon, median, median < Math.max(1, minDepth)));
    }
    return amplicons;
  }

  /** Amplicons that failed. */
  public List<AmpliconDepth> dropOuts() {
    return amplicons.stream().filter(AmpliconDepth::droppedOut).toList();
  }
}
