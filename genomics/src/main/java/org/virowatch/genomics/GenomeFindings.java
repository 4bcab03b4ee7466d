package org.virowatch.genomics;

import java.util.List;
import org.virowatch.genomics.placement.TreeComparison;
import org.virowatch.genomics.trait.MotifMatch;
import org.virowatch.genomics.trait.PhenotypeScore;
import org.virowatch.genomics.translate.Translation;
import org.virowatch.genomics.watchlist.WatchlistHit;

/**
 * What a report says of a genome beyond its calls; made only if asked for ({@link
 * AnalysisOptions#findings()}).
 *
 * @param comparison the genome seen from the nodes of the tree that matter to it
 * @param phenotypes scores of its substitutions
 * @param motifs the dataset's motifs in its proteins
 * @param watchlist entries of watchlists it has
 * @param proteins its proteins, by CDS; empty unless {@link AnalysisOptions#proteins()}
 * @param nearestNodes names of all nodes as near as the nearest, the likeliest first; empty unless
 *     {@link AnalysisOptions#nearestNodes()}
 */
public record GenomeFindings(
    TreeComparison comparison,
    List<PhenotypeScore> phenotypes,
    List<MotifMatch> motifs,
    List<WatchlistHit> watchlist,
    List<Translation> proteins,
    List<String> nearestNodes) {

  /** Nothing was asked for. */
  public static final GenomeFindings NONE =
      new GenomeFindings(
          TreeComparison.NONE, List.of(), List.of(), List.of(), List.of(), List.of());

  public GenomeFindings {
    phenotypes = List.copyOf(phenotypes);
    motifs = List.copyOf(motifs);
    watchlist = List.copyOf(watchlist);
    proteins = List.copyOf(proteins);
    nearestNodes = List.copyOf(nearestNodes);
  }
}
