package org.virowatch.genomics.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.annotation.Gene;
import org.virowatch.genomics.annotation.GeneCds;
import org.virowatch.genomics.annotation.GeneCds.Segment;
import org.virowatch.genomics.annotation.Strand;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * The genes of the reference on genomes, in positions of the sequences as they were before they
 * were aligned, as Nextclade's {@code --output-annotation-gff} has them: cut to what is aligned,
 * features that are not there left out. Immutable and thread-safe.
 */
public final class QueryAnnotation {

  /** What holds for the reference alone. */
  private static final List<String> LEFT_OUT = List.of("translation", "codon_start");

  private final List<Gene> genes;

  /**
   * @param genes those of the reference
   */
  public QueryAnnotation(List<Gene> genes) {
    this.genes = List.copyOf(genes);
  }

  /** The first word of a sequence's name, by which annotations call it. */
  public static String seqId(String name) {
    int space = name.indexOf(' ');
    return space < 0 ? name : name.substring(0, space);
  }

  /**
   * The genes that a genome has, with their attributes.
   *
   * @param index number of the sequence in the input, from 0
   */
  public List<Gene> of(long index, AnalyzedGenome genome) {
    List<Gene> found = new ArrayList<>();
    for (Gene gene : genes) {
      NucleotideRange range = onGenome(gene.range(), genome);
      if (!range.isEmpty()) {
        String id = "Gene-" + index + "-" + gene.line().id();
        Map<String, List<String>> attributes = new LinkedHashMap<>(gene.line().attributes());
        describe(attributes, index, genome, id, gene.name());
        List<GeneCds> cdses =
            gene.cdses().stream()
                .map(cds -> cds(cds, id, index, genome))
                .filter(cds -> !cds.segments().isEmpty())
                .toList();
        found.add(
            new Gene(
                gene.line().on(seqId(genome.name()), attributes), range, cdses, gene.madeOfCds()));
      }
    }
    return found;
  }

  private GeneCds cds(GeneCds cds, String geneId, long index, AnalyzedGenome genome) {
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : cds.segments()) {
      NucleotideRange range = onGenome(segment.range(), genome);
      if (!range.isEmpty()) {
        segments.add(segment(segment, range, geneId, index, genome));
      }
    }
    Map<String, List<String>> attributes = new LinkedHashMap<>(cds.attributes());
    count(attributes, index, genome);
    return new GeneCds(
        cds.id(),
        cds.name(),
        cds.product(),
        segments,
        cds.peptides(),
        attributes,
        cds.madeOfGene());
  }

  private static Segment segment(
      Segment segment, NucleotideRange range, String geneId, long index, AnalyzedGenome genome) {
    int left = Math.max(0, genome.aligned().begin() - segment.range().begin());
    int right = Math.max(0, segment.range().end() - genome.aligned().end());
    boolean forward = segment.strand() == Strand.FORWARD;
    int cut = forward ? left : right;
    int phase = cut > 0 ? Math.floorMod(-(segment.phase() + cut), 3) : segment.phase();
    Map<String, List<String>> attributes = new LinkedHashMap<>(segment.line().attributes());
    String id = "CDS-" + index + "-" + segment.line().id();
    describe(attributes, index, genome, id, segment.line().name());
    attributes.put("Parent", List.of(geneId));
    if (left > 0) {
      attributes.put("truncated-left", List.of(Integer.toString(left)));
    }
    if (right > 0) {
      attributes.put("truncated-right", List.of(Integer.toString(right)));
    }
    return segment.on(
        segment.line().on(seqId(genome.name()), attributes),
        range,
        genome.reverseComplemented() == forward ? Strand.REVERSE : Strand.FORWARD,
        phase,
        left,
        right);
  }

  private static void describe(
      Map<String, List<String>> attributes,
      long index,
      AnalyzedGenome genome,
      String id,
      String name) {
    LEFT_OUT.forEach(attributes::remove);
    attributes.put("ID", List.of(id));
    count(attributes, index, genome);
    attributes.putIfAbsent("Name", List.of(name));
    attributes.putIfAbsent("product", List.of(name));
  }

  private static void count(
      Map<String, List<String>> attributes, long index, AnalyzedGenome genome) {
    attributes.put("seq_index", List.of(Long.toString(index)));
    if (genome.reverseComplemented()) {
      attributes.put("is_reverse_complement", List.of("true"));
    }
  }

  /** A range of the reference on the sequence; empty where nothing of it is aligned. */
  private static NucleotideRange onGenome(NucleotideRange range, AnalyzedGenome genome) {
    int begin = Math.max(range.begin(), genome.aligned().begin());
    int end = Math.min(range.end(), genome.aligned().end());
    if (begin >= end) {
      return new NucleotideRange(0, 0);
    }
    int first = onGenome(begin, genome);
    int last = onGenome(end - 1, genome) + 1;
    if (!genome.reverseComplemented()) {
      return new NucleotideRange(first, last);
    }
    int length = GenomeColumns.unalignedLength(genome);
    return new NucleotideRange(length - last, length - first);
  }

  /** The sequence's letter at a reference position inside the alignment, or the one before it. */
  private static int onGenome(int position, AnalyzedGenome genome) {
    int letter = position - genome.aligned().begin();
    for (Insertion insertion : genome.insertions()) {
      if (insertion.after().zeroBased() < position) {
        letter += insertion.bases().length();
      }
    }
    for (Deletion deletion : genome.deletions()) {
      int lost = Math.min(position + 1, deletion.range().end()) - deletion.range().begin();
      letter -= Math.max(0, lost);
    }
    return Math.max(0, letter);
  }
}
