package org.virowatch.jobs.calling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.calling.CallOutcome.Called;
import org.virowatch.jobs.calling.CallOutcome.Rejected;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.CodonRange;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.SiteRange;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.surveillance.calendar.Retention;

class GenomeCallerTest {
  private static final ReferenceDataset DATASET = ReferenceDatasets.builtIn();

  @TempDir private Path folder = Path.of("");

  private final GenomeCaller caller = new GenomeCaller(List.of(DATASET));

  @Test
  void aCallSaysWhereTheGenomeDiffersAndWhatItDoesNotKnow() {
    StringBuilder sequence = new StringBuilder(new String(DATASET.reference(), UTF_8));
    sequence.setCharAt(240, 'T'); // C241T
    sequence.setCharAt(23402, 'G'); // A23403G, S:D614G
    sequence.replace(1000, 1100, "N".repeat(100));
    sequence.delete(21764, 21770); // 21765-21770, S:H69- S:V70-
    CalledGenome genome = called(submission(sequence.toString()));

    assertThat(genome.getStatus()).isEqualTo(GenomeStatus.CALLED);
    assertThat(genome.getDataset()).isEqualTo(DATASET.name());
    assertThat(genome.getSubstitutions()).containsExactly("C241T", "A23403G");
    assertThat(genome.getDeletions()).containsExactly(new SiteRange(21765, 21770));
    assertThat(genome.getDeletedBases())
        .isEqualTo(new String(DATASET.reference(), UTF_8).substring(21764, 21770));
    assertThat(genome.getAaSubstitutions()).containsExactly("S:D614G");
    assertThat(genome.getAaDeletions()).containsExactly("S:H69-", "S:V70-");
    assertThat(genome.getMissing()).contains(new SiteRange(1001, 1100));
    assertThat(genome.getUnknownCodons()).isNotEmpty();
    assertThat(genome.getCountry()).isEqualTo("GB");
  }

  /**
   * Against the tree every difference of a genome falls into one of three: it is on the node, it is
   * private, or it was taken back from the node.
   */
  @Test
  void privateSubstitutionsAreThoseThatTheNearestNodeDoesNotHave() {
    byte[] reference = DATASET.reference();
    StringBuilder sequence = new StringBuilder(new String(reference, UTF_8));
    sequence.setCharAt(240, 'T'); // C241T
    sequence.setCharAt(3036, 'T'); // C3037T
    sequence.setCharAt(14407, 'T'); // C14408T
    sequence.setCharAt(23402, 'G'); // A23403G
    char unlike = reference[10_000] == 'A' ? 'C' : 'A';
    sequence.setCharAt(10_000, unlike);
    CalledGenome genome = called(submission(sequence.toString()));

    assertThat(genome.getPrivateSubstitutions())
        .containsExactly((char) reference[10_000] + "10001" + unlike);
    assertThat(called(submission(new String(reference, UTF_8))).getPrivateSubstitutions())
        .isEmpty();
  }

  @Test
  void codonsOutsideTheAlignmentAreUnknownAndNotReference() {
    String spikeOnly = new String(DATASET.reference(), UTF_8).substring(21562, 25384);
    CalledGenome genome = called(submission(spikeOnly));

    assertThat(genome.getUnknownCodons())
        .contains(new CodonRange("ORF1a", 1, 4401), new CodonRange("N", 1, 420))
        .noneMatch(range -> range.getCds().equals("S"));
  }

  @Test
  void aWithdrawalNeedsNoSequence() {
    CalledGenome genome =
        called(submission("").setAction(SubmissionAction.WITHDRAW).setVersion(2).setSequence(null));
    assertThat(genome.getStatus()).isEqualTo(GenomeStatus.WITHDRAWN);
    assertThat(genome.getPrivateSubstitutions()).isNull();
    assertThat(genome.getVersion()).isEqualTo(2);
    assertThat(genome.getSubstitutions()).isEmpty();
  }

  @Test
  void whatIsSubmittedAfterTheRetentionEndedItIsRejectedWithTheDateAndTheRemedy() {
    GenomeCaller forFourWeeks = new GenomeCaller(List.of(DATASET), Retention.parse("P28D"));
    Submission.Builder late = submission("ACGT").setCollectionDate("2021-11-03");
    CallOutcome outcome = forFourWeeks.call(late.build());
    assertThat(outcome).isInstanceOf(CallOutcome.Rejected.class);
    Rejection rejection = ((CallOutcome.Rejected) outcome).rejection();
    assertThat(rejection.getCode()).isEqualTo(RejectionCode.PAST_RETENTION);
    assertThat(rejection.getField()).isEqualTo("collectionDate");
    assertThat(rejection.getValue()).isEqualTo("2021-11-03");
    assertThat(rejection.getMessage()).contains("P28D", "2021-12-06", "withdraw", "--retention");
    Submission withdrawal = late.setAction(SubmissionAction.WITHDRAW).setVersion(2).build();
    assertThat(forFourWeeks.call(withdrawal)).isInstanceOf(CallOutcome.Called.class);
  }

  @Test
  void whatCannotBeCalledIsRejectedWithItsReason() {
    assertThat(rejected(submission("")).getCode()).isEqualTo(RejectionCode.EMPTY_SEQUENCE);
    assertThat(rejected(submission("ACGT").setSequence(null)).getCode())
        .isEqualTo(RejectionCode.EMPTY_SEQUENCE);
    assertThat(rejected(submission("N".repeat(29_903))).getCode())
        .isEqualTo(RejectionCode.TOO_FEW_KNOWN_BASES);
    assertThat(rejected(submission("<html><body>Not found</body></html>")).getCode())
        .isEqualTo(RejectionCode.NOT_NUCLEOTIDE);
    assertThat(rejected(submission("ACGT").setAccession(" ")).getCode())
        .isEqualTo(RejectionCode.INVALID_RECORD);
    assertThat(rejected(submission("ACGT").setVersion(0)).getField()).isEqualTo("version");
  }

  @Test
  void anUnknownDatasetIsNamedTogetherWithTheKnownOnes() {
    Rejection rejection = rejected(submission("ACGT").setDataset("ebola\u001b[31m"));
    assertThat(rejection.getCode()).isEqualTo(RejectionCode.UNKNOWN_DATASET);
    assertThat(rejection.getMessage()).contains(DATASET.name()).doesNotContain("\u001b");
    assertThat(rejection.getValue()).isEqualTo("ebola\\u001b[31m");
  }

  @Test
  void theDigestIsOfTheContentAndNotOfItsReceipt() {
    Submission.Builder one =
        submission("").setAction(SubmissionAction.WITHDRAW).setMetadata(Map.of("a", "1", "b", "2"));
    ByteBuffer digest = called(one).getContentDigest();
    assertThat(digest.remaining()).isEqualTo(32);
    assertThat(called(one.setSubmittedAt(Instant.EPOCH)).getContentDigest()).isEqualTo(digest);
    assertThat(called(one.setLab("Lab B")).getContentDigest()).isNotEqualTo(digest);
    assertThat(called(one.setLab(null).setMetadata(Map.of("a", "12", "b", ""))).getContentDigest())
        .isNotEqualTo(digest);
  }

  @Test
  void aGenomeOfAnotherVirusOfTheStackIsRejectedByItsName() throws IOException {
    StringBuilder bases = new StringBuilder();
    Random random = new Random(3);
    for (int i = 0; i < 6000; i++) {
      bases.append("ACGT".charAt(random.nextInt(4)));
    }
    Files.writeString(
        folder.resolve("pathogen.json"),
        "{\"shortcuts\": [\"other\"], \"attributes\": {\"name\": \"Other virus\"}}");
    Files.writeString(folder.resolve("reference.fasta"), ">other\n" + bases);
    GenomeCaller both = new GenomeCaller(List.of(DATASET, ReferenceDatasets.load(folder)));

    CallOutcome outcome = both.call(submission(bases.toString()).build());

    Rejection rejection = ((Rejected) outcome).rejection();
    assertThat(rejection.getCode()).isEqualTo(RejectionCode.WRONG_VIRUS);
    assertThat(rejection.getMessage()).contains("looks like Other virus (dataset other");
    assertThat(rejection.getValue()).isEqualTo("other");
  }

  @Test
  void twoDatasetsOfOneNameAreRefused() {
    assertThatThrownBy(() -> new GenomeCaller(List.of(DATASET, DATASET)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(DATASET.name());
  }

  private CalledGenome called(Submission.Builder submission) {
    assertThat(caller.call(submission.build())).isInstanceOf(Called.class);
    return ((Called) caller.call(submission.build())).genome();
  }

  private Rejection rejected(Submission.Builder submission) {
    assertThat(caller.call(submission.build())).isInstanceOf(Rejected.class);
    return ((Rejected) caller.call(submission.build())).rejection();
  }

  private static Submission.Builder submission(String sequence) {
    return Genomes.submission("A", 1)
        .setDataset(DATASET.name())
        .setSequence(ByteBuffer.wrap(sequence.getBytes(UTF_8)));
  }
}
