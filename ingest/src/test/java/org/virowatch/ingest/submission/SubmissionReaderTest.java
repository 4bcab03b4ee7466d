package org.virowatch.ingest.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.ingest.metadata.MetadataException;
import org.virowatch.ingest.submission.SubmissionOutcome.Accepted;
import org.virowatch.ingest.submission.SubmissionOutcome.Refused;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;

class SubmissionReaderTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  private static final SubmissionOptions OPTIONS =
      SubmissionOptions.of("sars-cov-2").withClock(Clock.fixed(NOW, ZoneOffset.UTC));

  @TempDir Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(UTF_8));
  }

  private static List<SubmissionOutcome> read(
      List<Path> sequences, @Nullable Path metadata, SubmissionOptions options) {
    List<SubmissionOutcome> outcomes = new ArrayList<>();
    try (SubmissionReader reader = SubmissionReader.read(sequences, metadata, options)) {
      reader.forEachRemaining(outcomes::add);
    }
    return outcomes;
  }

  private List<SubmissionOutcome> read(String fasta, String metadata) throws IOException {
    return read(List.of(file("s.fasta", fasta)), file("m.tsv", metadata), OPTIONS);
  }

  private static Submission accepted(SubmissionOutcome outcome) {
    assertThat(outcome).isInstanceOf(Accepted.class);
    return ((Accepted) outcome).submission();
  }

  private static Refused refused(SubmissionOutcome outcome) {
    assertThat(outcome).isInstanceOf(Refused.class);
    return (Refused) outcome;
  }

  private static String sequence(Submission submission) {
    return submission.getSequence() == null
        ? ""
        : UTF_8.decode(submission.getSequence().duplicate()).toString();
  }

  @Test
  void aSequenceAndItsRowBecomeASubmission() throws IOException {
    List<SubmissionOutcome> outcomes =
        read(
            ">hCoV/x/1 some text\nacgu-nRY\nACGT\n",
            """
            strain\tdate\tcountry\tdivision\tsubmitting_lab\tdate_submitted\tsex
            hCoV/x/1\t2022-03-05\tUSA\tWashington\tSeattle   Flu Study\t2022-04-01\tF
            """);
    assertThat(outcomes).hasSize(1);
    Submission submission = accepted(outcomes.get(0));
    assertThat(submission.getAccession()).isEqualTo("hCoV/x/1");
    assertThat(submission.getVersion()).isEqualTo(1);
    assertThat(submission.getAction()).isEqualTo(SubmissionAction.SUBMIT);
    assertThat(submission.getDataset()).isEqualTo("sars-cov-2");
    assertThat(submission.getSequenceName()).isEqualTo("hCoV/x/1");
    assertThat(sequence(submission)).isEqualTo("ACGU-NRYACGT");
    assertThat(submission.getCollectionDate()).isEqualTo("2022-03-05");
    assertThat(submission.getSubmittedAt()).isEqualTo("2022-04-01T00:00:00Z");
    assertThat(submission.getCountry()).isEqualTo("US");
    assertThat(submission.getSubdivision()).isEqualTo("US-WA");
    assertThat(submission.getPlaceAsGiven()).isEqualTo("USA: Washington");
    assertThat(submission.getLab()).isEqualTo("Seattle Flu Study");
    assertThat(submission.getSimulated()).isFalse();
    assertThat(submission.getMetadata()).containsOnly(Map.entry("sex", "F"));
  }

  @Test
  void withoutASubmissionDateTheReceiptIsTheTime() throws IOException {
    Submission submission = accepted(read(">a\nACGT\n", "strain\tdate\na\t\n").get(0));
    assertThat(submission.getSubmittedAt()).isEqualTo(NOW);
    assertThat(submission.getCollectionDate()).isNull();
  }

  @Test
  void withoutMetadataEachSequenceIsItsOwnAccession() throws IOException {
    List<SubmissionOutcome> outcomes =
        read(List.of(file("s.fasta", ">a b\nACGT\n>c\nACGT\n")), null, OPTIONS.withLab("L"));
    assertThat(outcomes)
        .extracting(o -> accepted(o).getAccession(), o -> accepted(o).getLab())
        .containsExactly(tuple("a", "L"), tuple("c", "L"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ">x1;strain;x1",
        ">x1 and text;strain;x1 and text",
        ">OL989073.1;genbankAccession;OL989073",
        ">OL989073.1;genbankAccessionRev;OL989073.1",
        ">hCoV-19/x|EPI_ISL_1|2022-01-01;Virus name;hCoV-19/x",
        ">hCoV-19/x|EPI_ISL_1|2022-01-01;gisaid_epi_isl;EPI_ISL_1",
        ">Ĝen/ö-1;strain;Ĝen/ö-1",
        ">x1\r;strain;x1",
      })
  void sequencesFindTheirRowByTheColumnThatNamesThem(String header, String column, String name)
      throws IOException {
    List<SubmissionOutcome> outcomes =
        read(header + "\nACGT\n", "id\t" + column + "\tdate\n77\t" + name + "\t2022\n");
    assertThat(outcomes).hasSize(1);
    assertThat(accepted(outcomes.get(0)).getCollectionDate()).isEqualTo("2022");
  }

  @Test
  void namesInOnlyOneOfTheFilesAreRefusedAndTheRestGoesThrough() throws IOException {
    List<SubmissionOutcome> outcomes =
        read(
            ">a\nACGT\n>stray\nACGT\n>b\nACGT\n",
            "strain\tdate\na\t2022\nb\t2022\nmissing\t2022\n");
    assertThat(outcomes).hasSize(4);
    assertThat(accepted(outcomes.get(0)).getAccession()).isEqualTo("a");
    assertThat(refused(outcomes.get(1)).sequenceName()).isEqualTo("stray");
    assertThat(refused(outcomes.get(1)).reason().message()).contains("no row", "'strain'");
    assertThat(accepted(outcomes.get(2)).getAccession()).isEqualTo("b");
    assertThat(refused(outcomes.get(3)).accession()).isEqualTo("missing");
    assertThat(refused(outcomes.get(3)).reason().message()).contains("line 4", "no sequence");
  }

  @Test
  void aSequenceNameThatComesTwiceIsTakenOnce() throws IOException {
    List<SubmissionOutcome> outcomes = read(">a\nACGT\n>a\nTTTT\n", "strain\tdate\na\t2022\n");
    assertThat(sequence(accepted(outcomes.get(0)))).isEqualTo("ACGT");
    assertThat(refused(outcomes.get(1)).reason().code()).isEqualTo(RejectionCode.INVALID_RECORD);
    assertThat(outcomes).hasSize(2);
  }

  @Test
  void rowsOfOneNameThatDisagreeRefuseTheSequenceAndEachOther() throws IOException {
    List<SubmissionOutcome> outcomes =
        read(">a\nACGT\n>b\nACGT\n", "strain\tdate\na\t2022\na\t2023\nb\t2022\nb\t2022\n");
    assertThat(outcomes).hasSize(4);
    assertThat(refused(outcomes.get(0)).reason().message()).contains("several rows", "line 2");
    assertThat(accepted(outcomes.get(1)).getAccession()).isEqualTo("b");
    assertThat(refused(outcomes.get(2)).reason().message()).contains("line 3", "same name");
    assertThat(refused(outcomes.get(3)).reason().message()).contains("line 5", "same name");
  }

  @Test
  void oneVersionOfAnAccessionUnderTwoNamesIsTakenOnce() throws IOException {
    List<SubmissionOutcome> outcomes =
        read(
            ">s1\nACGT\n>s2\nACGT\n>s3\nACGT\n",
            """
            sequence_name\taccession\tversion\tdate
            s1\tA\t1\t2022
            s2\tA\t1\t2022
            s3\tA\t2\t2022
            """);
    assertThat(accepted(outcomes.get(0)).getVersion()).isEqualTo(1);
    assertThat(refused(outcomes.get(1)).accession()).isEqualTo("A");
    assertThat(refused(outcomes.get(1)).reason().code()).isEqualTo(RejectionCode.VERSION_CONFLICT);
    assertThat(accepted(outcomes.get(2)).getVersion()).isEqualTo(2);
    assertThat(accepted(outcomes.get(2)).getAction()).isEqualTo(SubmissionAction.REVISE);
  }

  @Test
  void aWithdrawalNeedsNoSequenceAndMayBearTheNameOfWhatItWithdraws() throws IOException {
    List<SubmissionOutcome> outcomes =
        read(
            ">a\nACGT\n",
            """
            accession\tversion\taction\tdate\tsimulated
            a\t2\twithdraw\t\ttrue
            a\t1\tsubmit\t2022\ttrue
            """);
    assertThat(accepted(outcomes.get(0)).getAction()).isEqualTo(SubmissionAction.SUBMIT);
    Submission withdrawal = accepted(outcomes.get(1));
    assertThat(withdrawal.getAction()).isEqualTo(SubmissionAction.WITHDRAW);
    assertThat(withdrawal.getVersion()).isEqualTo(2);
    assertThat(withdrawal.getSequence()).isNull();
    assertThat(withdrawal.getSimulated()).isTrue();
  }

  @Test
  void aRevocationIsAWithdrawal() throws IOException {
    List<SubmissionOutcome> outcomes =
        read(">x\nACGT\n", "accession\tversion\tisRevocation\tdate\nx\t1\tFalse\t\nb\t3\tTrue\t\n");
    assertThat(accepted(outcomes.get(1)).getAction()).isEqualTo(SubmissionAction.WITHDRAW);
    assertThat(accepted(outcomes.get(1)).getAccession()).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource({"OL989073.2,OL989073,2", "NC_045512.2,NC_045512,2", "x.y.2,x.y.2,1", "A.1,A.1,1"})
  void theVersionOfAnInsdcAccessionIsTheVersion(String given, String accession, int version)
      throws IOException {
    Submission submission =
        accepted(read(">" + given + "\nACGT\n", "accession\tdate\n" + given + "\t2022\n").get(0));
    assertThat(submission.getAccession()).isEqualTo(accession);
    assertThat(submission.getVersion()).isEqualTo(version);
  }

  @Test
  void theVersionBesideTheAccessionIsUsedWhereNoVersionColumnIs() throws IOException {
    String metadata = "genbankAccession\tgenbankAccessionRev\tdate\nOL989073\tOL989073.3\t2022\n";
    assertThat(accepted(read(">OL989073\nACGT\n", metadata).get(0)).getVersion()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "date, 2022-02-30, INVALID_DATE",
    "date, 03/04/2022, INVALID_DATE",
    "date, 2027-01-01, FUTURE_DATE",
    "country, Germny, UNKNOWN_COUNTRY",
    "version, 0, INVALID_RECORD",
    "version, one, INVALID_RECORD",
    "action, destroy, INVALID_RECORD",
    "date_submitted, soon, INVALID_DATE",
    "date_submitted, 2027-01-01, FUTURE_DATE",
  })
  void aFaultyCellRefusesItsRecordOnly(String column, String value, RejectionCode code)
      throws IOException {
    String dateColumn = column.equals("date") ? "" : "date\t";
    String dateValue = column.equals("date") ? "" : "\t";
    List<SubmissionOutcome> outcomes =
        read(
            ">a\nACGT\n>b\nACGT\n",
            "strain\t"
                + dateColumn
                + column
                + "\na\t"
                + dateValue
                + value
                + "\nb\t"
                + dateValue
                + "\n");
    Refused refused = refused(outcomes.get(0));
    assertThat(refused.reason().code()).isEqualTo(code);
    assertThat(refused.reason().field()).isEqualTo(column);
    assertThat(refused.reason().value()).isEqualTo(value);
    assertThat(refused.reason().message()).contains("line 2");
    assertThat(accepted(outcomes.get(1)).getAccession()).isEqualTo("b");
  }

  @Test
  void aSampleCannotBeTakenAfterItWasSubmitted() throws IOException {
    Refused refused =
        refused(
            read(">a\nACGT\n", "strain\tdate\tdate_submitted\na\t2022-05-01\t2022-04-01\n").get(0));
    assertThat(refused.reason().code()).isEqualTo(RejectionCode.FUTURE_DATE);
    assertThat(refused.reason().message()).contains("submission date");
  }

  @Test
  void allFaultsOfARowAreReportedTogether() throws IOException {
    Refused refused =
        refused(read(">a\nACGT\n", "strain\tdate\tcountry\na\t2022-13\tNarnia\n").get(0));
    assertThat(refused.reason().message()).contains("month 13", "also:", "Narnia");
  }

  @Test
  void anUnknownSubdivisionIsNoted() throws IOException {
    SubmissionOutcome outcome =
        read(">a\nACGT\n", "strain\tdate\tcountry\tdivision\na\t2022\tGermany\tXyz\n").get(0);
    assertThat(accepted(outcome).getCountry()).isEqualTo("DE");
    assertThat(((Accepted) outcome).notes()).singleElement().asString().contains("Xyz");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "MFVFLVLLPLVSSQCVNLTTRTQLPPAYTNSFTRGVYYPDKVFRSSVLHSTQDLFLPFFSNVTW;NOT_NUCLEOTIDE;protein",
        "ACGTACGT!ACGTACGT;NOT_NUCLEOTIDE;position 9",
        "-;EMPTY_SEQUENCE;no bases",
        "----;EMPTY_SEQUENCE;no bases",
      })
  void whatIsNoSequenceIsRefusedAndTheRestGoesThrough(
      @Nullable String bases, RejectionCode code, String says) throws IOException {
    List<SubmissionOutcome> outcomes =
        read(
            ">a\n" + (bases == null ? "" : bases) + "\n>b\nACGT\n",
            "strain\tdate\na\t2022\nb\t2022\n");
    assertThat(refused(outcomes.get(0)).reason().code()).isEqualTo(code);
    assertThat(refused(outcomes.get(0)).reason().message()).contains(says);
    assertThat(accepted(outcomes.get(1)).getAccession()).isEqualTo("b");
  }

  @Test
  void aRecordThatIsTooLongIsRefusedWithoutTheRest() throws IOException {
    String bases = "ACGTACGTAC\n".repeat(10);
    String fasta = ">a\n" + bases + ">b\nACGT\n";
    SubmissionOptions small =
        new SubmissionOptions("d", null, Clock.fixed(NOW, ZoneOffset.UTC), 99);
    List<SubmissionOutcome> outcomes =
        read(
            List.of(file("s.fasta", fasta)),
            file("m.tsv", "strain\tdate\na\t2022\nb\t2022\n"),
            small);
    assertThat(refused(outcomes.get(0)).reason().code()).isEqualTo(RejectionCode.TOO_LONG);
    assertThat(refused(outcomes.get(0)).accession()).isEqualTo("a");
    assertThat(accepted(outcomes.get(1)).getAccession()).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<!DOCTYPE html><html><body>404</body></html>", "\0\1\2\3\4\5"})
  void aFileThatIsNoFastaIsRefusedAndTheNextIsRead(String content) throws IOException {
    List<SubmissionOutcome> outcomes =
        read(
            List.of(file("bad", content), file("good.fasta", ">b\nACGT\n")),
            file("m.tsv", "strain\tdate\nb\t2022\n"),
            OPTIONS);
    assertThat(outcomes).hasSize(2);
    assertThat(refused(outcomes.get(0)).reason().field()).isEqualTo("sequences");
    assertThat(refused(outcomes.get(0)).reason().message()).contains("bad");
    assertThat(accepted(outcomes.get(1)).getAccession()).isEqualTo("b");
  }

  @Test
  void whatComesBeforeTheBreakOfATruncatedGzipGoesThrough() throws IOException {
    StringBuilder fasta = new StringBuilder();
    StringBuilder metadata = new StringBuilder("strain\tdate\n");
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      fasta.append(">s").append(i).append('\n');
      for (int j = 0; j < 1000; j++) {
        fasta.append("ACGT".charAt(random.nextInt(4)));
      }
      fasta.append('\n');
      metadata.append('s').append(i).append("\t2022\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(fasta.toString().getBytes(UTF_8));
    }
    byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
    List<SubmissionOutcome> outcomes =
        read(List.of(file("s.fasta.gz", half)), file("m.tsv", metadata.toString()), OPTIONS);
    long accepted = outcomes.stream().filter(Accepted.class::isInstance).count();
    assertThat(accepted).isBetween(100L, 400L);
    assertThat(outcomes).hasSize(501); // each row has one outcome, and the broken file one
    assertThat(outcomes)
        .filteredOn(Refused.class::isInstance)
        .first()
        .asString()
        .contains("s.fasta.gz");
  }

  @Test
  void malformedRowsAreRefusedFirst() throws IOException {
    List<SubmissionOutcome> outcomes = read(">a\nACGT\n", "strain\tdate\nbroken\na\t2022\n");
    assertThat(refused(outcomes.get(0)).reason().message()).contains("line 2");
    assertThat(accepted(outcomes.get(1)).getAccession()).isEqualTo("a");
  }

  @Test
  void metadataThatCannotBeUsedStopEverything() throws IOException {
    Path fasta = file("s.fasta", ">a\nACGT\n");
    assertThatThrownBy(() -> read(List.of(fasta), folder.resolve("nowhere.tsv"), OPTIONS))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void valuesAreCutAndEscapedBeforeTheyAreShown() {
    assertThat(Excerpt.of("a\u0007b\u202e")).isEqualTo("a\\u0007b\\u202e");
    assertThat(Excerpt.of("x".repeat(500))).hasSize(80).endsWith("…");
    assertThat(Excerpt.of("x".repeat(80))).hasSize(80).endsWith("x");
  }
}
