package org.virowatch.genomics.trait;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.dataset.AminoAcidMotif;
import org.virowatch.genomics.translate.Translation;

/**
 * Finds a dataset's motifs in translated genomes, inside the alignment only. Stateless,
 * thread-safe.
 */
public final class MotifFinder {

  private final List<AminoAcidMotif> motifs;

  /**
   * @param motifs the dataset's motifs
   */
  public MotifFinder(List<AminoAcidMotif> motifs) {
    this.motifs = List.copyOf(motifs);
  }

  /** Whether there is nothing to look for. */
  public boolean isEmpty() {
    return motifs.isEmpty();
  }

  /** What is found, by motif, place, range and pattern. */
  public List<MotifMatch> find(List<Translation> translations) {
    List<MotifMatch> found = new ArrayList<>();
    for (AminoAcidMotif motif : motifs) {
      if (motif.places().isEmpty()) {
        translations.forEach(protein -> search(motif, protein, List.of(), found));
      }
      for (AminoAcidMotif.Place place : motif.places()) {
        for (Translation protein : translations) {
          if (protein.cds().equals(place.cds())) {
            search(motif, protein, place.ranges(), found);
          }
        }
      }
    }
    return found;
  }

  private static void search(
      AminoAcidMotif motif, Translation protein, List<CodonRange> ranges, List<MotifMatch> found) {
    int length = protein.aminoAcids().length();
    List<CodonRange> wanted = ranges.isEmpty() ? List.of(new CodonRange(0, length)) : ranges;
    for (CodonRange range : wanted) {
      for (CodonRange sequenced : protein.sequenced()) {
        int begin = Math.max(range.begin(), sequenced.begin());
        int end = Math.min(Math.min(range.end(), sequenced.end()), length);
        if (begin < end) {
          for (Pattern pattern : motif.patterns()) {
            Matcher matcher = pattern.matcher(protein.aminoAcids().substring(begin, end));
            while (matcher.find()) {
              found.add(
                  new MotifMatch(
                      motif.name(),
                      protein.cds(),
                      new CodonPosition(begin + matcher.start()),
                      matcher.group()));
            }
          }
        }
      }
    }
  }
}
