package org.virowatch.genomics.annotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * A coding sequence of a {@link Gene}.
 *
 * @param id its ID, else its name
 * @param name name that mutations carry
 * @param product what it codes for, else its name
 * @param segments in the file's order
 * @param peptides mature peptides cut out of it
 * @param attributes those of all its segments
 * @param madeOfGene whether the file has no coding sequence for the gene, and this one stands for
 *     the whole of it
 */
public record GeneCds(
    String id,
    String name,
    String product,
    List<Segment> segments,
    List<Peptide> peptides,
    Map<String, List<String>> attributes,
    boolean madeOfGene) {

  public GeneCds {
    segments = List.copyOf(segments);
    peptides = List.copyOf(peptides);
    attributes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Every attribute of the segments, each value once. */
  static Map<String, List<String>> merged(List<Segment> segments) {
    Map<String, List<String>> merged = new LinkedHashMap<>();
    for (Segment segment : segments) {
      segment
          .line()
          .attributes()
          .forEach(
              (key, values) -> {
                List<String> known = merged.computeIfAbsent(key, any -> new ArrayList<>());
                values.stream().filter(value -> !known.contains(value)).forEach(known::add);
              });
    }
    return merged;
  }

  /**
   * A segment.
   *
   * @param line what the file says of it
   * @param range positions on the reference, or on a genome
   * @param length bases of the reference it has
   * @param frame its first position on the reference by three: 0, 1 or 2
   * @param offset bases of the coding sequence before it
   * @param strand strand it is read from
   * @param forwardOnReference whether the reference reads it from the forward strand
   * @param phase bases at its start that belong to the codon before
   * @param wrap which part it is of a segment over the end of a circular reference, from 1; 0 for a
   *     segment that does not run over it
   * @param landmark the sequence it lies on, if that is annotated
   * @param cutLeft bases that a genome lacks at its low end
   * @param cutRight bases that a genome lacks at its high end
   */
  public record Segment(
      FeatureLine line,
      NucleotideRange range,
      int length,
      int frame,
      int offset,
      Strand strand,
      boolean forwardOnReference,
      int phase,
      int wrap,
      @Nullable Landmark landmark,
      int cutLeft,
      int cutRight) {

    /** A segment on the reference. */
    Segment(
        FeatureLine line,
        NucleotideRange range,
        int offset,
        Strand strand,
        int wrap,
        @Nullable Landmark landmark) {
      this(
          line,
          range,
          range.length(),
          range.begin() % 3,
          offset,
          strand,
          strand == Strand.FORWARD,
          (3 - offset % 3) % 3,
          wrap,
          landmark,
          0,
          0);
    }

    /** Bases that a genome lacks where the segment is read first. */
    public int cutFivePrime() {
      return forwardOnReference ? cutLeft : cutRight;
    }

    /** Bases that a genome lacks where the segment is read last. */
    public int cutThreePrime() {
      return forwardOnReference ? cutRight : cutLeft;
    }

    /** The same segment on a genome. */
    public Segment on(
        FeatureLine newLine,
        NucleotideRange newRange,
        Strand newStrand,
        int newPhase,
        int left,
        int right) {
      return new Segment(
          newLine,
          newRange,
          length,
          frame,
          offset,
          newStrand,
          forwardOnReference,
          newPhase,
          wrap,
          landmark,
          left,
          right);
    }
  }

  /**
   * The annotated sequence.
   *
   * @param line what the file says of it
   * @param range all of it
   * @param strand its strand
   * @param circular whether its end is joined to its start
   */
  public record Landmark(
      FeatureLine line, NucleotideRange range, Strand strand, boolean circular) {}

  /**
   * A mature peptide.
   *
   * @param segments its parts on the reference
   */
  public record Peptide(String id, String name, String product, List<PeptideSegment> segments) {
    public Peptide {
      segments = List.copyOf(segments);
    }
  }

  /**
   * A part of a mature peptide.
   *
   * @param madeOfGene whether it stands for a whole gene
   */
  public record PeptideSegment(FeatureLine line, NucleotideRange range, boolean madeOfGene) {}
}
