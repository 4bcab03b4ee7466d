package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.annotation.CdsSegment;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.Strand;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.placement.NodeLetters;
import org.virowatch.genomics.sequence.Nucleotide;
import org.virowatch.genomics.translate.Translation;

/**
 * Changed amino acids of a coding sequence that lie close together, with the codons between and
 * around them, as Nextclade groups them; seen from a node of the tree, or from the reference.
 */
final class AminoAcidGroups {

  /** Changes no further apart are one group. */
  private static final int SPACING = 3;

  /** Codons shown on either side. */
  private static final int PADDING = 2;

  private final CodingSequence cds;
  private final Translation protein;
  private final Translation reference;
  private final ReportedGenome genome;
  private final NodeLetters.State node;

  /**
   * @param protein the genome's protein
   * @param node what it is compared with
   */
  AminoAcidGroups(Translation protein, ReportedGenome genome, NodeLetters.State node) {
    this.protein = protein;
    this.genome = genome;
    this.node = node;
    ReportBasis basis = genome.basis();
    cds = java.util.Objects.requireNonNull(basis.cdses().get(protein.cds()));
    reference = java.util.Objects.requireNonNull(basis.proteins().get(protein.cds()));
  }

  /**
   * The codons of each group.
   *
   * @param changed 0-based codons in ascending order
   */
  List<List<Integer>> group(List<Integer> changed) {
    List<List<Integer>> groups = new ArrayList<>();
    List<Integer> current = new ArrayList<>();
    for (int codon : changed) {
      int last = current.isEmpty() ? -1 : current.get(current.size() - 1);
      if (current.isEmpty() || codon > last + SPACING) {
        pad(current);
        current = new ArrayList<>();
        addSequenced(current, codon - PADDING, codon);
        groups.add(current);
      } else {
        addSequenced(current, last + 1, codon);
      }
      current.add(codon);
    }
    pad(current);
    return groups;
  }

  private void pad(List<Integer> group) {
    if (!group.isEmpty()) {
      int last = group.get(group.size() - 1);
      addSequenced(group, last + 1, last + 1 + PADDING);
    }
  }

  private void addSequenced(List<Integer> group, int from, int to) {
    for (int codon = Math.max(0, from); codon < to; codon++) {
      for (CodonRange range : protein.sequenced()) {
        if (range.contains(codon)) {
          group.add(codon);
          break;
        }
      }
    }
  }

  /** Reference positions of a codon, a range a segment. */
  static List<NucleotideRange> ranges(CodingSequence cds, int codon) {
    List<NucleotideRange> ranges = new ArrayList<>();
    int offset = 0;
    for (CdsSegment segment : cds.segments()) {
      NucleotideRange all = segment.range();
      int begin = Math.max(3 * codon, offset) - offset;
      int end = Math.min(3 * codon + 3, offset + all.length()) - offset;
      if (begin < end) {
        ranges.add(
            segment.strand() == Strand.FORWARD
                ? new NucleotideRange(all.begin() + begin, all.begin() + end)
                : new NucleotideRange(all.end() - end, all.end() - begin));
      }
      offset += all.length();
    }
    return ranges;
  }

  /** Writes {@code aaChangesGroups}' elements. */
  void write(JsonGenerator json, List<List<Integer>> groups) throws IOException {
    for (List<Integer> codons : groups) {
      json.writeStartObject();
      json.writeStringField("name", cds.name());
      int begin = codons.get(0);
      int end = codons.get(codons.size() - 1) + 1;
      JsonMutations.range(json, "range", begin, end);
      json.writeArrayFieldStart("changes");
      for (int codon : codons) {
        change(json, codon);
      }
      json.writeEndArray();
      nucleotides(json, begin, end);
      json.writeEndObject();
    }
  }

  private void change(JsonGenerator json, int codon) throws IOException {
    List<NucleotideRange> ranges = ranges(cds, codon);
    json.writeStartObject();
    json.writeStringField("cdsName", cds.name());
    json.writeNumberField("pos", codon);
    char expected = node.aminoAcid(cds.name(), codon, reference.aminoAcids().charAt(codon));
    json.writeStringField("refAa", String.valueOf(expected));
    json.writeStringField("qryAa", String.valueOf(protein.aminoAcids().charAt(codon)));
    json.writeNumberField("nucPos", ranges.get(0).begin());
    json.writeStringField("refTriplet", triplet(codon, false));
    json.writeStringField("qryTriplet", triplet(codon, true));
    JsonMutations.ranges(json, "nucRanges", ranges);
    json.writeEndObject();
  }

  private String triplet(int codon, boolean query) {
    StringBuilder letters = new StringBuilder(3);
    for (int offset = 3 * codon; offset < 3 * codon + 3; offset++) {
      int position = cds.referencePosition(offset).zeroBased();
      byte letter = query ? genome.letters().bases()[position] : (byte) expected(position);
      letters.append((char) (isReverse(offset) ? Nucleotide.complement(letter) : letter));
    }
    return letters.toString();
  }

  private boolean isReverse(int offset) {
    int rest = offset;
    for (CdsSegment segment : cds.segments()) {
      if (rest < segment.range().length()) {
        return segment.strand() == Strand.REVERSE;
      }
      rest -= segment.range().length();
    }
    return false;
  }

  private char expected(int position) {
    return node.base(position, genome.basis().reference()[position]);
  }

  /** Changed and deleted bases of the codons from one to another. */
  private void nucleotides(JsonGenerator json, int begin, int end) throws IOException {
    List<Integer> deleted = new ArrayList<>();
    NucleotideRange aligned = genome.genome().aligned();
    json.writeArrayFieldStart("nucSubs");
    for (int codon = begin; codon < end; codon++) {
      for (NucleotideRange range : ranges(cds, codon)) {
        for (int position = range.begin(); position < range.end(); position++) {
          char query = (char) genome.letters().bases()[position];
          if (!aligned.contains(position)
              || query == expected(position)
              || query == (char) Nucleotide.UNKNOWN) {
            continue;
          }
          if (query == (char) Nucleotide.GAP) {
            deleted.add(position);
          } else {
            JsonMutations.substitution(json, position, expected(position), query);
          }
        }
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("nucDels");
    for (int position : deleted) {
      JsonMutations.deletion(json, position, expected(position));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("nucDelRanges");
    for (NucleotideRange range : JsonMutations.neighbours(deleted)) {
      json.writeStartObject();
      JsonMutations.range(json, "range", range.begin(), range.end());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
