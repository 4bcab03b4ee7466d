package org.virowatch.genomics.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.StopCodon;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.coordinate.NucleotideRange;

/** Reads the differences off an aligned protein. Holds the last answer: not thread-safe. */
final class ProteinCaller {

  private final ReferenceProtein reference;
  private final boolean everyCodonKnown;
  private final List<Integer> referenceStops = new ArrayList<>();
  private final List<AminoAcidSubstitution> substitutions = new ArrayList<>();
  private final List<AminoAcidDeletion> deletions = new ArrayList<>();
  private final List<UnknownCodons> unknown = new ArrayList<>();
  private final List<UnknownCodons> unsequenced = new ArrayList<>();
  private final List<StopCodon> stops = new ArrayList<>();
  private List<CodonRange> sequencedRanges = List.of();
  private double coverage;

  ProteinCaller(ReferenceProtein reference) {
    this.reference = reference;
    boolean known = true;
    byte[] letters = reference.aminoAcids();
    for (int codon = 0; codon < letters.length; codon++) {
      known &= letters[codon] != GeneticCode.UNKNOWN;
      if (letters[codon] == GeneticCode.STOP && codon < letters.length - 1) {
        referenceStops.add(codon);
      }
    }
    everyCodonKnown = known;
  }

  List<AminoAcidSubstitution> substitutions() {
    return substitutions;
  }

  List<AminoAcidDeletion> deletions() {
    return deletions;
  }

  List<UnknownCodons> unknown() {
    return unknown;
  }

  List<UnknownCodons> unsequenced() {
    return unsequenced;
  }

  /** Stops before the last codon. */
  List<StopCodon> stops() {
    return stops;
  }

  /** Codons inside the alignment, a range a segment. */
  List<CodonRange> sequencedRanges() {
    return sequencedRanges;
  }

  /** Share of codons inside the alignment that are known, 0 to 1. */
  double coverage() {
    return coverage;
  }

  /** Compares a protein with the reference's. */
  void call(byte[] protein, NucleotideRange aligned) {
    substitutions.clear();
    deletions.clear();
    unknown.clear();
    unsequenced.clear();
    stops.clear();
    List<CodonRange> sequenced = sequenced(aligned);
    sequencedRanges = sequenced;
    for (int codon : referenceStops) {
      if (protein[codon] == GeneticCode.STOP) {
        stops.add(stop(codon));
      }
    }
    int unknownCodons = 0;
    int codon = nextDifference(protein, 0);
    while (codon < protein.length) {
      if (protein[codon] == GeneticCode.UNKNOWN) {
        int from = codon;
        while (codon < protein.length && protein[codon] == GeneticCode.UNKNOWN) {
          codon++;
        }
        unknown.add(new UnknownCodons(reference.name(), new CodonRange(from, codon)));
        unknownCodons += codon - from;
      } else {
        difference(codon, protein[codon], sequenced);
        codon++;
      }
      codon = nextDifference(protein, codon);
    }
    if (!referenceStops.isEmpty()) {
      stops.sort(java.util.Comparator.comparing(StopCodon::codon));
    }
    int covered = -unknownCodons;
    for (CodonRange range : sequenced) {
      covered += range.length();
    }
    coverage = protein.length == 0 ? 0 : (double) Math.max(0, covered) / protein.length;
  }

  private void difference(int codon, byte letter, List<CodonRange> sequenced) {
    if (letter == GeneticCode.STOP && codon < reference.codons() - 1) {
      stops.add(stop(codon));
    }
    boolean inside = false;
    for (CodonRange range : sequenced) {
      inside |= range.contains(codon);
    }
    if (!inside) {
      return;
    }
    char expected = (char) reference.aminoAcids()[codon];
    CodonPosition position = new CodonPosition(codon);
    if (letter == GeneticCode.GAP) {
      deletions.add(new AminoAcidDeletion(reference.name(), position, expected));
    } else {
      substitutions.add(
          new AminoAcidSubstitution(reference.name(), position, expected, (char) letter));
    }
  }

  private StopCodon stop(int codon) {
    return new StopCodon(reference.name(), new CodonPosition(codon));
  }

  private int nextDifference(byte[] protein, int from) {
    byte[] letters = reference.aminoAcids();
    if (everyCodonKnown) {
      int equal = Arrays.mismatch(letters, from, letters.length, protein, from, protein.length);
      return equal < 0 ? protein.length : from + equal;
    }
    int codon = from;
    while (codon < protein.length
        && protein[codon] == letters[codon]
        && protein[codon] != GeneticCode.UNKNOWN) {
      codon++;
    }
    return codon;
  }

  /** Codons of each segment inside the alignment; the rest becomes {@code unsequenced}. */
  private List<CodonRange> sequenced(NucleotideRange aligned) {
    List<CodonRange> ranges = new ArrayList<>(reference.parts().size());
    for (ReferenceProtein.Part part : reference.parts()) {
      int begin = Math.max(aligned.begin(), part.range().begin());
      int end = Math.min(aligned.end(), part.range().end());
      if (begin < end) {
        int first = part.reverse() ? part.offsetOf(end - 1) : part.offsetOf(begin);
        int firstCodon = Math.min(first / 3, reference.codons());
        int lastCodon = Math.min((first + end - begin) / 3, reference.codons());
        ranges.add(new CodonRange(firstCodon, lastCodon));
      }
    }
    int next = 0;
    for (CodonRange range : ranges) {
      addUnsequenced(next, range.begin());
      next = Math.max(next, range.end());
    }
    addUnsequenced(next, reference.codons());
    return ranges;
  }

  private void addUnsequenced(int from, int to) {
    if (from < to) {
      unsequenced.add(new UnknownCodons(reference.name(), new CodonRange(from, to)));
    }
  }
}
