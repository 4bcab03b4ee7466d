package org.virowatch.genomics.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.NucleotidePosition;

class Gff3ReaderTest {

  @Test
  void a_gene_without_cds_is_a_coding_sequence() {
    assertThat(read("gene 4 9 . + . gene_name=E", "gene 1 3 . . . gene_name=M"))
        .containsExactly("M 1-3+0", "E 4-9+0"); // in the order of their starts, as in Nextclade
  }

  @Test
  void a_gene_with_cds_gives_way_to_it_also_through_a_transcript() {
    assertThat(
            read(
                "gene 1 30 . + . ID=g1;Name=NP",
                "mRNA 1 30 . + . ID=r1;Parent=g1",
                "CDS 4 9 . + 0 ID=c1;Parent=r1;Name=NP"))
        .containsExactly("NP 4-9+0");
  }

  @Test
  void lines_of_one_id_are_segments_of_one_coding_sequence_which_may_overlap() {
    // Ribosomal slippage as in ORF1ab: base 9 is read twice.
    assertThat(read("CDS 1 9 . + 0 ID=nsp12;Name=nsp12", "CDS 9 17 . + 0 ID=nsp12;Name=nsp12"))
        .containsExactly("nsp12 1-9+0 9-17+0");
  }

  @Test
  void lines_without_id_are_segments_of_one_coding_sequence_if_they_have_one_name() {
    // As M2 of influenza A is annotated.
    assertThat(read("CDS 1 4 . + 0 Name=M2", "CDS 11 15 . + 2 Name=M2"))
        .containsExactly("M2 1-4+0 11-15+2");
  }

  @Test
  void a_codon_may_go_on_in_the_next_segment() {
    assertThat(read("CDS 1 4 . + 0 ID=a;Name=tat", "CDS 11 15 . + 2 ID=a;Name=tat"))
        .containsExactly("tat 1-4+0 11-15+2");
  }

  @ParameterizedTest
  @CsvSource({
    "'Name=a;gene=b', a",
    "'gene=b;locus_tag=c;product=d', b",
    "'product=d;ID=e', d",
    "'ID=e', e",
    "'note=x', CDS_1_3",
    "'Name=M2%2D1;note=ORF 1%2C 50%', M2-1",
    "'gene_name=\"SigPep\"', SigPep",
    "' gene_name=E', E",
    "'codon_start=1;gene=C;', C",
    "'Name=a%2Cb,c', 'a,b'",
    "'Name=a+b', a+b",
    "'Name=', CDS_1_3"
  })
  void a_cds_is_called_by_the_first_name_it_has(String attributes, String name) {
    assertThat(read("CDS 1 3 . + 0 " + attributes)).containsExactly(name + " 1-3+0");
  }

  @Test
  void a_gene_is_called_by_its_gene_before_its_name() {
    assertThat(read("gene 1 3 . + . Name=a;gene=b")).containsExactly("b 1-3+0");
  }

  @Test
  void segments_of_the_reverse_strand_are_read_from_high_to_low() {
    assertThat(read("CDS 1 5 . - 0 ID=a;Name=x", "CDS 10 13 . - 0 ID=a;Name=x"))
        .containsExactly("x 10-13-0 1-5-2");
    assertThat(read("CDS 10 13 . - 0 ID=a;Name=x", "CDS 1 5 . - 0 ID=a;Name=x"))
        .containsExactly("x 10-13-0 1-5-2");
  }

  @Test
  void codons_of_the_reverse_strand_run_backwards() {
    CodingSequence cds =
        Gff3Reader.read(line("CDS 4 9 . - 0 Name=x"), 30).codingSequence("x").orElseThrow();

    assertThat(cds.codon(new CodonPosition(0)))
        .extracting(NucleotidePosition::oneBased)
        .containsExactly(9, 8, 7);
    assertThat(cds.codons()).isEqualTo(2);
    assertThatThrownBy(() -> cds.referencePosition(6))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_segment_may_run_over_the_end_of_a_circular_reference() {
    assertThat(read("region 1 30 . + . Is_circular=true", "CDS 25 36 . + 0 Name=P"))
        .containsExactly("P 25-30+0 1-6+0");
    assertThat(
            read(
                "region 1 30 . + . Is_circular=true",
                "CDS 26 36 . - 0 Name=P;ID=1",
                "CDS 25 25 . - 0 Name=P;ID=1"))
        .containsExactly("P 1-6-0 26-30-0 25-25-1");
  }

  /** Found by fuzzing: it was wrapped round the reference until memory ran out. */
  @Test
  void a_segment_that_runs_many_times_round_the_reference_is_refused() {
    assertThatThrownBy(
            () -> read("region 1 30 . + . Is_circular=true", "CDS 25 2147483647 . + 0 Name=P"))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("P lies at 25-2147483647, outside the reference of 30 bases");
  }

  @Test
  void a_first_phase_is_honoured_where_the_length_needs_it() {
    assertThat(read("CDS 1 8 . + 2 Name=x")).containsExactly("x 3-8+0");
    assertThat(read("CDS 1 6 . + 2 Name=x")).containsExactly("x 1-6+0");
  }

  @Test
  void comments_directives_and_an_appended_fasta_are_no_features() {
    String gff3 =
        "##gff-version 3\n# note\n\n" + line("CDS 1 3 . + 0 Name=x") + "\n##FASTA\n>r\nACGT\n";

    assertThat(Gff3Reader.read(gff3, 30).codingSequences()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CDS 1 4 . + 0 Name=x|line 1: coding sequence x has 4 bases in 1 segments, which is no multiple of 3",
        "CDS 28 33 . + 0 Name=x|line 1: x lies at 28-33, outside the reference of 30 bases",
        "CDS 9 1 . + 0 Name=x|line 1: the feature starts at 9, after its end 1",
        "CDS 0 3 . + 0 Name=x|line 1: the start \"0\" is no position",
        "CDS a 3 . + 0 Name=x|line 1: the start \"a\" is no position",
        "CDS 1 3 . x 0 Name=x|line 1: the strand is \"x\"",
        "CDS 1 3 . + 7 Name=x|line 1: the phase is \"7\"",
        "region 1 30 . + . ID=r|it has neither a CDS nor a gene",
      })
  void what_cannot_be_used_is_told_with_its_line(String feature, String message) {
    assertThatThrownBy(() -> Gff3Reader.read(line(feature), 30))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void what_is_no_gff3_is_told() {
    assertThatThrownBy(() -> Gff3Reader.read("<html>", 30))
        .hasMessageContaining("line 1 has 1 columns separated by tabs, GFF3 has 9: \"<html>\"");
  }

  @Test
  void two_coding_sequences_of_one_name_are_refused() {
    assertThatThrownBy(() -> read("CDS 1 3 . + 0 ID=a;Name=x", "CDS 4 6 . + 0 ID=b;Name=x"))
        .hasMessageContaining("line 2: a second coding sequence is called x");
  }

  @Test
  void annotations_of_several_sequences_are_refused() {
    String gff3 =
        line("CDS 1 3 . + 0 Name=x") + "\n" + line("CDS 1 3 . + 0 Name=y").replace("ref", "other");

    assertThatThrownBy(() -> Gff3Reader.read(gff3, 30))
        .hasMessageContaining("several sequences, [other, ref]");
  }

  /** Name and segments, each as range, strand and phase, of each coding sequence. */
  private static List<String> read(String... features) {
    StringBuilder gff3 = new StringBuilder();
    for (String feature : features) {
      gff3.append(line(feature)).append('\n');
    }
    return Gff3Reader.read(gff3.toString(), 30).codingSequences().stream()
        .map(Gff3ReaderTest::text)
        .toList();
  }

  @Test
  void time_grows_with_the_number_of_features_alone() {
    int many = 30_000;
    StringBuilder gff3 = new StringBuilder("##gff-version 3\n");
    for (int i = 0; i < many; i++) {
      gff3.append(line("part 1 9 . + . ID=p" + i + ";Parent=g7,p" + (i - 1) / 2)).append('\n');
      gff3.append(line("gene 1 3 . + . ID=g" + i + ";gene=G" + i)).append('\n');
    }
    gff3.append(line("CDS 4 9 . + 0 ID=c;Parent=p" + (many - 1) + ";Name=C")).append('\n');
    List<CodingSequence> sequences =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> Gff3Reader.read(gff3.toString(), 30).codingSequences());
    assertThat(sequences).hasSize(many).extracting(CodingSequence::name).contains("C", "G8");
    assertThat(sequences).extracting(CodingSequence::name).doesNotContain("G7");
  }

  /** Each pair of features lies in both of the pair above. */
  @Test
  void features_that_lie_in_several_others_are_read_once() {
    StringBuilder gff3 = new StringBuilder(line("gene 1 30 . + . ID=a0;gene=A")).append('\n');
    gff3.append(line("part 1 30 . + . ID=b0")).append('\n');
    for (int i = 1; i < 60; i++) {
      String parents = ";Parent=a" + (i - 1) + ",b" + (i - 1);
      gff3.append(line("part 1 9 . + . ID=a" + i + parents)).append('\n');
      gff3.append(line("part 1 9 . + . ID=b" + i + parents)).append('\n');
    }
    gff3.append(line("CDS 4 9 . + 0 ID=c;Parent=a59,b59;Name=C")).append('\n');
    assertThat(Gff3Reader.read(gff3.toString(), 30).codingSequences()).hasSize(1);
  }

  @Test
  void features_that_lie_in_each_other_end() {
    assertThat(
            read(
                "gene 1 9 . + . ID=g;gene=G",
                "part 1 9 . + . ID=a;Parent=g,b",
                "part 1 9 . + . ID=b;Parent=a",
                "CDS 4 9 . + 0 ID=c;Parent=b;Name=C"))
        .containsExactly("C 4-9+0");
  }

  @Test
  void features_nested_too_deep_are_refused() {
    StringBuilder gff3 = new StringBuilder(line("gene 1 30 . + . ID=p0;gene=A")).append('\n');
    for (int i = 1; i < 20_000; i++) {
      gff3.append(line("part 1 9 . + . ID=p" + i + ";Parent=p" + (i - 1))).append('\n');
    }
    assertThatThrownBy(() -> Gff3Reader.read(gff3.toString(), 30))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("more than 500 deep");
  }

  private static String text(CodingSequence cds) {
    StringBuilder text = new StringBuilder(cds.name());
    for (CdsSegment segment : cds.segments()) {
      text.append(' ')
          .append(segment.range().oneBasedStart())
          .append('-')
          .append(segment.range().oneBasedEnd())
          .append(segment.strand())
          .append(segment.phase());
    }
    return text.toString();
  }

  /** {@code type start end score strand phase attributes} as a line of GFF3. */
  private static String line(String feature) {
    String[] columns = feature.split(" ", 7);
    return "ref\ttest\t" + String.join("\t", columns);
  }
}
