package org.virowatch.genomics.output;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.annotation.Gene;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.sequence.Nucleotide;

class QueryAnnotationTest {

  private final ReferenceDataset dataset =
      SmallAnnotations.dataset(
          "gene 31 90 . + . ID=g1;gene=early;codon_start=1;note=a%3Bb,c",
          "CDS 31 90 . + 0 ID=c1;Parent=g1;Name=early;product=first protein",
          "CDS 121 240 . + 0 ID=c2;Name=split",
          "CDS 301 360 . + 0 ID=c2;Name=split",
          "gene 421 480 . - . gene_name=back",
          "CDS 541 600 . + 0 Name=late");
  private final QueryAnnotation annotation = new QueryAnnotation(dataset.annotation().genes());
  private final String reference = SmallAnnotations.bases();

  @Test
  void genesAreInTheOrderOfTheirStarts() {
    ReferenceDataset unordered =
        SmallAnnotations.dataset(
            "CDS 301 360 . + 0 Name=b", "CDS 31 60 . + 0 Name=c", "CDS 31 90 . + 0 Name=a");

    assertThat(unordered.annotation().codingSequences())
        .extracting("name")
        .containsExactly("a", "c", "b");
  }

  @Test
  void rangesCutTheGenesOutOfTheSequence() {
    // Begins within the first gene, lacks 3 bases of the second, has 6 more before the reverse one.
    String genome =
        reference.substring(61, 150)
            + reference.substring(153, 400)
            + "TTTTTT"
            + reference.substring(400, 590);
    AnalyzedGenome analyzed = SmallAnnotations.analyzed(dataset, "cut short", genome);
    List<Gene> genes = annotation.of(4, analyzed);

    assertThat(genes).extracting(Gene::name).containsExactly("early", "split", "back", "late");
    assertThat(cut(genome, genes.get(0).cdses().get(0).segments().get(0).range()))
        .isEqualTo(reference.substring(61, 90));
    assertThat(cut(genome, genes.get(1).range()))
        .isEqualTo(reference.substring(120, 150) + reference.substring(153, 360));
    assertThat(cut(genome, genes.get(1).cdses().get(0).segments().get(1).range()))
        .isEqualTo(reference.substring(300, 360));
    assertThat(cut(genome, genes.get(2).range())).isEqualTo(reference.substring(420, 480));
    assertThat(cut(genome, genes.get(3).range())).isEqualTo(reference.substring(540, 590));
  }

  @Test
  void aTurnedSequenceHasItsGenesOnTheOtherStrand() {
    String genome =
        new String(
            Nucleotide.reverseComplement(reference.substring(61, 590).getBytes(US_ASCII)),
            US_ASCII);
    AnalyzedGenome analyzed = SmallAnnotations.analyzed(dataset, "turned", genome);
    List<Gene> genes = annotation.of(0, analyzed);

    assertThat(analyzed.reverseComplemented()).isTrue();
    for (Gene gene : genes) {
      String there = cut(genome, gene.range());
      String turned = new String(Nucleotide.reverseComplement(there.getBytes(US_ASCII)), US_ASCII);
      assertThat(reference).contains(turned);
    }
    assertThat(new AnnotationTable(annotation).lines(0, analyzed))
        .contains("<529\t501\tCDS\n")
        .contains("111\t170\tCDS\n")
        .contains("\t\t\tis_reverse_complement\ttrue\n");
  }

  @Test
  void gff3AndTableSayWhatIsThereAndWhatIsCutOff() {
    AnalyzedGenome analyzed =
        SmallAnnotations.analyzed(dataset, "x 1;2", reference.substring(61, 110) + filler());

    assertThat(new AnnotationGff(annotation).lines(7, analyzed))
        .isEqualTo(
            """
            ##sequence-region x 1 150
            x\tvirowatch\tregion\t1\t150\t.\t.\t.\tseq_index=7;ID=x;Name=x
            x\tvirowatch\tgene\t1\t29\t.\t+\t.\tID=Gene-7-g1;gene=early;note=a%3Bb,c;seq_index=7;Name=early;product=early
            x\tvirowatch\tCDS\t1\t29\t.\t+\t2\tID=CDS-7-c1;Parent=Gene-7-g1;Name=early;product=first protein;seq_index=7;truncated-left=31
            x\tvirowatch\tgene\t60\t150\t.\t+\t.\tID=Gene-7-c2;seq_index=7;Name=split;product=split
            x\tvirowatch\tCDS\t60\t150\t.\t+\t0\tID=CDS-7-c2;Name=split;seq_index=7;product=split;Parent=Gene-7-c2;truncated-right=29
            """);
    assertThat(new AnnotationTable(annotation).lines(7, analyzed))
        .startsWith(
            """
            >Feature x
            1\t29\tgene
            \t\t\tID\tGene-7-g1
            \t\t\tgene\tearly
            \t\t\tnote\ta;b
            \t\t\tnote\tc
            \t\t\tseq_index\t7
            \t\t\tName\tearly
            \t\t\tproduct\tearly
            <1\t29\tCDS
            """)
        .contains("\t\t\tcodon_start\t3\n")
        .contains("60\t>150\tCDS\n");
  }

  private String filler() {
    return reference.substring(110, 211);
  }

  @Test
  void aSequenceBesideAllGenesHasNoLines() {
    ReferenceDataset one = SmallAnnotations.dataset("CDS 541 600 . + 0 Name=late");
    AnalyzedGenome analyzed =
        SmallAnnotations.analyzed(one, "x", SmallAnnotations.bases().substring(0, 400));
    QueryAnnotation late = new QueryAnnotation(one.annotation().genes());

    assertThat(new AnnotationGff(late).lines(0, analyzed)).isEmpty();
    assertThat(new AnnotationTable(late).lines(0, analyzed)).isEmpty();
  }

  private static String cut(String sequence, NucleotideRange range) {
    return sequence.substring(range.begin(), range.end());
  }
}
