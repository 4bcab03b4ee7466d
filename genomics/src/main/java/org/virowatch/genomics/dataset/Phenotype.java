package org.virowatch.genomics.dataset;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.virowatch.genomics.coordinate.CodonRange;

/**
 * A score of a genome's amino-acid substitutions ({@code phenotypeData} of {@code pathogen.json}),
 * such as how many are at sites of immune escape.
 *
 * @param name name of its column
 * @param cds name of the CDS looked at
 * @param codons codons looked at
 * @param ignoredClades clades for which no score is given
 * @param parts what is combined, such as one part an antibody
 * @param friendlyName name for people
 * @param description what it says
 */
public record Phenotype(
    String name,
    String cds,
    CodonRange codons,
    Set<String> ignoredClades,
    List<Part> parts,
    String friendlyName,
    String description) {

  public Phenotype {
    ignoredClades = Set.copyOf(ignoredClades);
    parts = List.copyOf(parts);
  }

  /** What a table calls an amino acid for which it has no value of its own. */
  static final String OTHER = "default";

  /**
   * A table of coefficients.
   *
   * @param weight weight of the part
   * @param coefficients by 0-based codon and amino acid
   */
  public record Part(double weight, Map<Integer, Map<String, Double>> coefficients) {
    public Part {
      coefficients = Map.copyOf(coefficients);
    }

    /** The coefficient of an amino acid at a 0-based codon; 0 if the table has none. */
    public double coefficient(int codon, char aminoAcid) {
      Map<String, Double> letters = coefficients.get(codon);
      if (letters == null) {
        return 0;
      }
      Double own = letters.get(String.valueOf(aminoAcid));
      return own != null ? own : letters.getOrDefault(OTHER, 0.0);
    }
  }
}
