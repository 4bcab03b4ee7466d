package org.virowatch.genomics.dataset;

import java.util.List;
import java.util.regex.Pattern;
import org.virowatch.genomics.coordinate.CodonRange;

/**
 * A pattern of amino acids to report ({@code aaMotifs} of {@code pathogen.json}), such as
 * glycosylation sites.
 *
 * @param name name of its column
 * @param patterns regular expressions
 * @param places where to look; everywhere if there are none
 */
public record AminoAcidMotif(String name, List<Pattern> patterns, List<Place> places) {

  public AminoAcidMotif {
    patterns = List.copyOf(patterns);
    places = List.copyOf(places);
  }

  /**
   * A CDS to look at.
   *
   * @param cds its name
   * @param ranges codons; all if there are none
   */
  public record Place(String cds, List<CodonRange> ranges) {
    public Place {
      ranges = List.copyOf(ranges);
    }
  }
}
