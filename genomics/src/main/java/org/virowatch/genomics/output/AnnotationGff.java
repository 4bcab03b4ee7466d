package org.virowatch.genomics.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.annotation.Gene;
import org.virowatch.genomics.annotation.GeneCds;
import org.virowatch.genomics.annotation.GeneCds.Segment;
import org.virowatch.genomics.annotation.Strand;

/**
 * Genes of genomes in GFF3 (Sequence Ontology, version 1.26), as Nextclade writes them: a region a
 * sequence, its genes, and their CDSes below them. Immutable and thread-safe.
 */
public final class AnnotationGff {

  /** The first line of a file. */
  public static final String HEADER = "##gff-version 3\n";

  private static final String SOURCE = "virowatch";

  private final QueryAnnotation annotation;

  /**
   * @param annotation the genes of the reference
   */
  public AnnotationGff(QueryAnnotation annotation) {
    this.annotation = annotation;
  }

  /**
   * The lines of a sequence; empty if none of the genes is in it.
   *
   * @param index number of the sequence in the input, from 0
   */
  public String lines(long index, AnalyzedGenome genome) {
    List<Gene> genes = annotation.of(index, genome);
    if (genes.isEmpty()) {
      return "";
    }
    String seqId = QueryAnnotation.seqId(genome.name());
    int length = GenomeColumns.unalignedLength(genome);
    StringBuilder text = new StringBuilder();
    text.append("##sequence-region ").append(seqId).append(" 1 ").append(length).append('\n');
    Map<String, List<String>> region = new LinkedHashMap<>();
    region.put("seq_index", List.of(Long.toString(index)));
    region.put("ID", List.of(seqId));
    region.put("Name", List.of(seqId));
    line(text, seqId, "region", 0, length, ".", ".", region);
    for (Gene gene : genes) {
      line(
          text,
          seqId,
          "gene",
          gene.range().begin(),
          gene.range().end(),
          strand(gene),
          ".",
          gene.line().attributes());
      for (GeneCds cds : gene.cdses()) {
        for (Segment segment : cds.segments()) {
          line(
              text,
              seqId,
              "CDS",
              segment.range().begin(),
              segment.range().end(),
              strand(segment.strand()),
              Integer.toString(segment.phase()),
              segment.line().attributes());
        }
      }
    }
    return text.toString();
  }

  private static void line(
      StringBuilder text,
      String seqId,
      String type,
      int begin,
      int end,
      String strand,
      String phase,
      Map<String, List<String>> attributes) {
    StringJoiner pairs = new StringJoiner(";");
    attributes.forEach(
        (key, values) -> {
          StringJoiner joined = new StringJoiner(",");
          values.forEach(value -> joined.add(escaped(value, ";=&,")));
          pairs.add(escaped(key, ";=&,") + "=" + joined);
        });
    text.append(escaped(seqId, ""))
        .append('\t')
        .append(SOURCE)
        .append('\t')
        .append(type)
        .append('\t')
        .append(begin + 1)
        .append('\t')
        .append(end)
        .append("\t.\t")
        .append(strand)
        .append('\t')
        .append(phase)
        .append('\t')
        .append(pairs)
        .append('\n');
  }

  /** The strand of all its CDSes; {@code .} if they lie on both. */
  private static String strand(Gene gene) {
    @Nullable Strand only = null;
    for (GeneCds cds : gene.cdses()) {
      for (Segment segment : cds.segments()) {
        if (only != null && only != segment.strand()) {
          return ".";
        }
        only = segment.strand();
      }
    }
    return strand(only == null ? Strand.FORWARD : only);
  }

  private static String strand(Strand strand) {
    return strand == Strand.FORWARD ? "+" : "-";
  }

  /** Percent escapes for control characters, the percent sign, what is no ASCII, and more. */
  private static String escaped(String text, String more) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (byte letter : text.getBytes(UTF_8)) {
      if (letter < 0x20 || letter == 0x7f || letter == '%' || more.indexOf(letter) >= 0) {
        escaped.append(String.format("%%%02X", letter));
      } else {
        escaped.append((char) letter);
      }
    }
    return escaped.toString();
  }
}
