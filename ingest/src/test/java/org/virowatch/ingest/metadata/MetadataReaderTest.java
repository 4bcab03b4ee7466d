package org.virowatch.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.ingest.metadata.MetadataRow.Value;

class MetadataReaderTest {
  @TempDir Path folder;

  private MetadataTable read(byte[] bytes) throws IOException {
    return MetadataReader.read(Files.write(folder.resolve("table"), bytes));
  }

  private MetadataTable read(String text) throws IOException {
    return read(text.getBytes(UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strain\tdate\tcountry\nx é\t2022-03-05\tKenya\n",
        "strain,date,country\r\nx é,2022-03-05,Kenya\r\n",
        "strain;date;country\nx é;2022-03-05;Kenya",
        "\uFEFFstrain\tdate\tcountry\r\n\r\nx é\t2022-03-05\tKenya\r\n\r\n",
        "\"strain\",\"date\",\"country\"\n\"x é\",\"2022-03-05\",\"Kenya\"\n",
      })
  void separatorsLineEndsQuotesAndMarksMakeNoDifference(String text) throws IOException {
    MetadataTable table = read(text);
    assertThat(table.header().columns()).containsExactly("strain", "date", "country");
    assertThat(table.rows()).hasSize(1);
    assertThat(table.rows().get(0).cells()).containsExactly("x é", "2022-03-05", "Kenya");
    assertThat(table.faults()).isEmpty();
  }

  @Test
  void compressedTablesAndSpreadsheetUnicodeAreRead() throws IOException {
    String text = "strain\tdate\nä\t2022\n";
    assertThat(read(gzip(text)).rows().get(0).cells()).containsExactly("ä", "2022");
    assertThat(read(Zstd.compress(text.getBytes(UTF_8))).rows()).hasSize(1);
    assertThat(read(("\uFEFF" + text).getBytes(UTF_16LE)).rows().get(0).cells())
        .containsExactly("ä", "2022");
  }

  @Test
  void raggedRowsAreRefusedOneByOneWithTheirLines() throws IOException {
    MetadataTable table =
        read("strain\tdate\tcountry\na\t2022\na\t2022\tKenya\t\t\nb\t2022\tx\ty\n");
    assertThat(table.rows()).extracting(MetadataRow::line).containsExactly(3L);
    assertThat(table.faults()).extracting(MetadataTable.RowFault::line).containsExactly(2L, 4L);
    assertThat(table.faults().get(0).message()).contains("2 cells where the header has 3");
  }

  @Test
  void aQuotationMarkInATabSeparatedCellIsNothingSpecial() throws IOException {
    MetadataTable table =
        read("strain\tdate\ttitle\na\t2022\tthe \"UK variant\nb\t2022\t\"x\ty\"\n");
    assertThat(table.rows().get(0).cells()).containsExactly("a", "2022", "the \"UK variant");
    assertThat(table.rows().get(1).cells()).containsExactly("b", "2022", "x\ty");
  }

  @Test
  void aQuotedCellOfACsvMayHoldSeparatorsAndLineBreaks() throws IOException {
    MetadataTable table = read("strain,date,lab\na,2022,\"Lab, \"\"North\"\"\nWing\"\nb,2022,c\n");
    assertThat(table.rows().get(0).cells()).containsExactly("a", "2022", "Lab, \"North\"\nWing");
    assertThat(table.rows()).extracting(MetadataRow::line).containsExactly(2L, 4L);
  }

  @Test
  void aTableWithoutANameColumnIsRefusedNamingWhatItHasAndWhatIsKnown() {
    assertThatThrownBy(() -> read("foo,date\n1,2022\n"))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("'foo', 'date'")
        .hasMessageContaining("recognised among them: 'date'")
        .hasMessageContaining("strain");
  }

  @Test
  void aTableWithoutADateColumnIsRefused() {
    assertThatThrownBy(() -> read("strain,foo\n1,2022\n"))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("sample_collection_date");
  }

  @Test
  void aColumnThatAppearsTwiceIsRefused() {
    assertThatThrownBy(() -> read("strain,date,date\n1,2022,2023\n"))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("'date' appears twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \n",
        "<!DOCTYPE html><html>",
        ">seq1\nACGT\n",
        "PK\u0003\u0004xx",
        "a\0b\0"
      })
  void filesThatAreNoTablesAreNamedForWhatTheyAre(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(MetadataException.class)
        .hasMessageMatching("(?s).*(empty|web page|FASTA|workbook|binary).*");
  }

  @Test
  void aTruncatedGzipIsRefusedAsDamaged() throws IOException {
    byte[] whole = gzip("strain\tdate\n" + "a\t2022\n".repeat(5000));
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void anUnclosedQuoteDoesNotSwallowTheTableSilently() throws IOException {
    MetadataTable table = read("strain,date\n\"a,2022\n" + "b,2022\n".repeat(10_000));
    assertThat(table.rows()).isEmpty();
    assertThat(table.faults()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strain\tdate\tcountry\tdivision\tsubmitting_lab\tdate_submitted",
        "isolate\tcollection_date\tgeo_loc_name\tstate\torganization\trelease_date",
        "specimen_collector_sample_id\tsample_collection_date\tgeo_loc_name_country"
            + "\tgeo_loc_name_state_province_territory\tsequence_submitted_by\tsubmission_date",
        "insdc_accession_full\tsample_collection_date\tgeo_loc_country\tgeo_loc_admin_1"
            + "\tauthor_affiliations\tncbi_release_date",
        "genbankAccession\tdate\tcountry\tdivision\tsubmittingLab\tdateSubmitted",
        "Virus name\tCollection date\tLocation\tprovince\tSubmitting lab\tSubmission date",
      })
  void everyVocabularysColumnsAreRecognised(String header) throws IOException {
    MetadataRow row = read(header + "\nn\t2022\tKenya\tKilifi\tKEMRI\t2022-05-01\n").rows().get(0);
    assertThat(
            List.of(
                text(row, MetadataField.ACCESSION),
                text(row, MetadataField.COLLECTION_DATE),
                text(row, MetadataField.COUNTRY),
                text(row, MetadataField.DIVISION),
                text(row, MetadataField.LAB),
                text(row, MetadataField.SUBMITTED_AT)))
        .containsExactly("n", "2022", "Kenya", "Kilifi", "KEMRI", "2022-05-01");
  }

  @Test
  void aLocationBesideACountryIsATownNotACountry() throws IOException {
    MetadataRow row = read("strain\tdate\tcountry\tlocation\nn\t2022\t\tMombasa\n").rows().get(0);
    assertThat(row.value(MetadataField.COUNTRY)).isEmpty();
  }

  @Test
  void theFirstColumnOfAFieldThatHasAValueIsUsed() throws IOException {
    MetadataRow row = read("strain\taccession\tdate\ns\t?\t2022\n").rows().get(0);
    assertThat(row.value(MetadataField.ACCESSION)).contains(new Value("strain", "s"));
  }

  @Test
  void theDocsTableNamesEveryColumn() {
    assertThat(ColumnVocabulary.markdown())
        .contains("`sample_collection_date` (PHA4GE, Loculus)", "| submitted_at |");
    for (MetadataField field : MetadataField.values()) {
      assertThat(ColumnVocabulary.columnsOf(field)).as(field.label()).isNotEmpty();
    }
  }

  private static String text(MetadataRow row, MetadataField field) {
    return row.value(field).orElseThrow().text();
  }
}
