package org.virowatch.genomics.output;

import java.util.List;
import java.util.Map;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.annotation.Gene;
import org.virowatch.genomics.annotation.GeneCds;
import org.virowatch.genomics.annotation.GeneCds.Segment;
import org.virowatch.genomics.annotation.Strand;

/**
 * Genes of genomes as a feature table of NCBI in five columns, as Nextclade writes them. Immutable
 * and thread-safe.
 *
 * @see <a href="https://www.ncbi.nlm.nih.gov/genbank/feature_table/">the format</a>
 */
public final class AnnotationTable {

  private final QueryAnnotation annotation;

  /**
   * @param annotation the genes of the reference
   */
  public AnnotationTable(QueryAnnotation annotation) {
    this.annotation = annotation;
  }

  /**
   * The table of a sequence; empty if none of the genes is in it.
   *
   * @param index number of the sequence in the input, from 0
   */
  public String lines(long index, AnalyzedGenome genome) {
    List<Gene> genes = annotation.of(index, genome);
    if (genes.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append(">Feature ").append(QueryAnnotation.seqId(genome.name())).append('\n');
    for (Gene gene : genes) {
      text.append(gene.range().oneBasedStart())
          .append('\t')
          .append(gene.range().oneBasedEnd())
          .append("\tgene\n");
      qualifiers(text, gene.line().attributes());
      for (GeneCds cds : gene.cdses()) {
        cds(text, cds);
      }
    }
    return text.toString();
  }

  private static void cds(StringBuilder text, GeneCds cds) {
    for (int i = 0; i < cds.segments().size(); i++) {
      Segment segment = cds.segments().get(i);
      boolean forward = segment.strand() == Strand.FORWARD;
      int start = forward ? segment.range().oneBasedStart() : segment.range().oneBasedEnd();
      int end = forward ? segment.range().oneBasedEnd() : segment.range().oneBasedStart();
      text.append(segment.cutFivePrime() > 0 ? "<" : "")
          .append(start)
          .append('\t')
          .append(segment.cutThreePrime() > 0 ? ">" : "")
          .append(end)
          .append('\t')
          .append(i == 0 ? "CDS" : "")
          .append('\n');
      qualifiers(text, segment.line().attributes());
      if (i == 0 && segment.phase() > 0) {
        text.append("\t\t\tcodon_start\t").append(segment.phase() + 1).append('\n');
      }
    }
  }

  private static void qualifiers(StringBuilder text, Map<String, List<String>> attributes) {
    attributes.forEach(
        (key, values) ->
            values.forEach(
                value ->
                    text.append("\t\t\t").append(key).append('\t').append(value).append('\n')));
  }
}
