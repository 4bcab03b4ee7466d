package org.virowatch.genomics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.call.AminoAcidCalls;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.placement.TreeComparer;
import org.virowatch.genomics.placement.TreeComparison;
import org.virowatch.genomics.trait.MotifFinder;
import org.virowatch.genomics.trait.PhenotypeScores;
import org.virowatch.genomics.translate.Translation;
import org.virowatch.genomics.watchlist.WatchlistMatcher;

/** Collects the findings of genomes. Reuses buffers: not thread-safe. */
final class FindingsCollector {

  private final boolean keepProteins;
  private final @Nullable TreeComparer comparer;
  private final PhenotypeScores phenotypes;
  private final MotifFinder motifs;
  private final WatchlistMatcher watchlists;

  FindingsCollector(ReferenceDataset dataset, boolean keepProteins) {
    this.keepProteins = keepProteins;
    comparer = dataset.tree().map(tree -> new TreeComparer(dataset, tree)).orElse(null);
    phenotypes = new PhenotypeScores(dataset.phenotypes());
    motifs = new MotifFinder(dataset.motifs());
    watchlists = new WatchlistMatcher(dataset);
  }

  /** Whether the proteins themselves have to be there. */
  boolean needsProteins() {
    return keepProteins || !motifs.isEmpty();
  }

  GenomeFindings collect(
      NucleotideCalls nucleotides,
      AminoAcidCalls aminoAcids,
      @Nullable Placement placement,
      List<Translation> proteins,
      List<String> nearestNodes) {
    return new GenomeFindings(
        comparer == null || placement == null
            ? TreeComparison.NONE
            : comparer.compare(placement, nucleotides, aminoAcids),
        phenotypes.of(aminoAcids.substitutions(), placement == null ? null : placement.clade()),
        motifs.find(proteins),
        watchlists.match(aminoAcids),
        keepProteins ? proteins : List.of(),
        nearestNodes);
  }
}
