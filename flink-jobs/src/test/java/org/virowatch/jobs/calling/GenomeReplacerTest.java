package org.virowatch.jobs.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.stored.Fidelity;
import org.virowatch.genomics.stored.Realignment;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.calling.CallOutcome.Called;
import org.virowatch.jobs.calling.ReplacementOutcome.Refused;
import org.virowatch.jobs.calling.ReplacementOutcome.Replaced;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.surveillance.count.Contribution;

class GenomeReplacerTest {
  private static final Path REAL = Path.of("..", "..", "shared", "data");
  private static final WireCodec<CalledGenome> CODEC = WireCodec.of(CalledGenome.class);

  /** Calling again is slow: every genome only with {@code -Dvirowatch.all=true}. */
  private static final int RECALLED_STEP = Boolean.getBoolean("virowatch.all") ? 1 : 8;

  /**
   * Of the 515 real genomes and the 1,778 consensus genomes of Pango lineages: the record called
   * under one release of the dataset, written and read, then moved to the other release, is the
   * record called with that one. The releases differ in tree, rules of quality and one width of the
   * search's band.
   */
  @ParameterizedTest
  @CsvSource({
    "sars-cov-2-2024-02, sars-cov-2, IF_SCORES_DIFFER",
    "sars-cov-2, sars-cov-2-2024-02, IF_SCORES_DIFFER",
    "sars-cov-2-2024-02, sars-cov-2, IF_SEARCH_DIFFERS"
  })
  void aGenomeMovedToAnotherReleaseIsAsIfCalledAfreshInEveryField(
      String from, String to, Realignment realignment) {
    ReferenceDataset oldDataset = real(from);
    ReferenceDataset newDataset = real(to);
    GenomeCaller oldCaller = new GenomeCaller(List.of(oldDataset));
    GenomeCaller newCaller = new GenomeCaller(List.of(newDataset));
    GenomeReplacer replacer = new GenomeReplacer(newDataset, realignment);
    List<Submission> submissions =
        Stream.concat(
                submissions(oldDataset, "genomes/sars-cov-2.fasta.zst"),
                submissions(oldDataset, "pango/genome-nuc.fasta.zst"))
            .toList();
    boolean kept = realignment == Realignment.IF_SCORES_DIFFER;
    int moved = 0;
    int otherLineages = 0;
    for (int i = 0; i < submissions.size(); i += kept ? 1 : RECALLED_STEP) {
      Submission submission = submissions.get(i);
      CalledGenome before = CODEC.decode(CODEC.encode(called(oldCaller, submission)));
      CalledGenome afresh = called(newCaller, submission);
      if (kept) {
        afresh.setBasis(before.getBasis()); // the calls were not made again, and say so
      }
      assertThat(replacer.replace(before))
          .as(submission.getAccession())
          .isEqualTo(
              new Replaced(
                  afresh,
                  kept ? Fidelity.ALIGNMENT_KEPT : Fidelity.EXACT,
                  Contribution.of(before).equals(Contribution.of(afresh))));
      moved++;
      otherLineages += before.getLineage().equals(afresh.getLineage()) ? 0 : 1;
    }
    assertThat(moved).isGreaterThanOrEqualTo((515 + 1778) / (kept ? 1 : RECALLED_STEP));
    assertThat(otherLineages).as("genomes whose lineage changes").isGreaterThan(moved / 8);
  }

  @Test
  void aWithdrawalStaysOneUnderTheNewVersion() {
    ReferenceDataset dataset = ReferenceDatasets.builtIn();
    CalledGenome withdrawn =
        called(
            new GenomeCaller(List.of(dataset)),
            Genomes.submission("A", 2)
                .setDataset(dataset.name())
                .setAction(SubmissionAction.WITHDRAW)
                .setSequence(null)
                .build());
    CalledGenome older = CalledGenome.newBuilder(withdrawn).setDatasetVersion("older").build();

    assertThat(new GenomeReplacer(dataset, Realignment.IF_SEARCH_DIFFERS).replace(older))
        .isEqualTo(new Replaced(withdrawn, Fidelity.EXACT, true));
    assertThat(older.getDatasetVersion()).isEqualTo("older");
  }

  @Test
  void whatCannotBeReadIsRefusedWithTheField() {
    ReferenceDataset dataset = ReferenceDatasets.builtIn();
    GenomeReplacer replacer = new GenomeReplacer(dataset, Realignment.IF_SEARCH_DIFFERS);
    CalledGenome sound =
        Genomes.called("A", 1)
            .setDataset(dataset.name())
            .setAlignmentStart(1)
            .setAlignmentEnd(29_903)
            .build();

    assertThat(
            message(replacer, CalledGenome.newBuilder(sound).setSubstitutions(List.of("C24X1T"))))
        .contains("field substitutions", "C24X1T");
    assertThat(message(replacer, CalledGenome.newBuilder(sound).setAmbiguous(List.of("R:5"))))
        .contains("field ambiguous", "not among the missing");
    assertThat(message(replacer, CalledGenome.newBuilder(sound).setAlignmentEnd(29_904)))
        .contains("alignment 1-29904", "29903 bases");
    assertThat(message(replacer, CalledGenome.newBuilder(sound).setDataset("ebola")))
        .contains("'ebola'", dataset.name());
  }

  private static String message(GenomeReplacer replacer, CalledGenome.Builder genome) {
    ReplacementOutcome outcome = replacer.replace(genome.build());
    assertThat(outcome).isInstanceOf(Refused.class);
    return ((Refused) outcome).message();
  }

  private static CalledGenome called(GenomeCaller caller, Submission submission) {
    CallOutcome outcome = caller.call(submission);
    assertThat(outcome).as(submission.getAccession()).isInstanceOf(Called.class);
    return ((Called) outcome).genome();
  }

  private static Stream<Submission> submissions(ReferenceDataset dataset, String file) {
    List<Submission> submissions = new ArrayList<>();
    try (FastaReader reader = FastaReader.open(real(REAL.resolve(file)))) {
      while (reader.hasNext()) {
        FastaRecord record = (FastaRecord) reader.next();
        submissions.add(
            Genomes.submission(record.name(), 1)
                .setDataset(dataset.name())
                .setSequence(ByteBuffer.wrap(record.sequence()))
                .build());
      }
    }
    return submissions.stream();
  }

  private static ReferenceDataset real(String name) {
    return ReferenceDatasets.load(real(REAL.resolve("datasets/" + name + ".zip")));
  }

  private static Path real(Path file) {
    assumeTrue(Files.exists(file), () -> "skipped: " + file + " is not on this machine");
    return file;
  }
}
