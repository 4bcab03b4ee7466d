package org.virowatch.ingest.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.ingest.call.SmallVirus;
import org.virowatch.schemas.deployment.DeployedDataset;
import org.virowatch.schemas.deployment.Deployment;
import picocli.CommandLine;

class SubmitCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String fasta = "";
  private String metadata = "";

  @BeforeEach
  void writeFiles() throws IOException {
    fasta = Files.writeString(folder.resolve("s.fasta"), ">a\nACGT\n>b\nMFVFL\n", UTF_8).toString();
    metadata =
        Files.writeString(
                folder.resolve("m.tsv"),
                "strain\tdate\tcountry\tdivision\na\t2022\tGermany\tXyz\nb\t2022\tGermany\t\n",
                UTF_8)
            .toString();
  }

  private int run(String... arguments) {
    Clock clock = Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);
    return new CommandLine(new SubmitCommand(clock))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void aDryRunGivesEveryRecordAReceiptAndSendsNothing() {
    int exit = run("--sequences", fasta, "--metadata", metadata, "--dry-run");
    assertThat(exit).isEqualTo(SubmitCommand.REFUSALS);
    assertThat(out.toString().lines())
        .satisfiesExactly(
            header -> assertThat(header + "\n").isEqualTo(ReceiptWriter.HEADER),
            a -> assertThat(a).startsWith("a\t1\ta\taccepted\t\t\t'Xyz' is not a subdivision"),
            b -> assertThat(b).startsWith("b\t1\tb\trefused\tNOT_NUCLEOTIDE\tsequence\t"));
    assertThat(err.toString())
        .contains("2 records: 1 acceptable, not sent (0 withdrawals, 1 with notes), 1 refused")
        .contains("NOT_NUCLEOTIDE 1");
  }

  @Test
  void receiptsGoToAFileWhenAsked() throws IOException {
    Path receipts = folder.resolve("receipts.tsv");
    run(
        "--sequences",
        fasta,
        "--metadata",
        metadata,
        "--dry-run",
        "--receipts",
        receipts.toString());
    assertThat(out.toString()).isEmpty();
    assertThat(Files.readAllLines(receipts, UTF_8)).hasSize(3);
  }

  @Test
  void receiptsThatAreNotWrittenWholeAreNoSuccess() {
    assumeTrue(Files.exists(Path.of("/dev/full")), "this system has /dev/full");

    int exit =
        run("--sequences", fasta, "--metadata", metadata, "--dry-run", "--receipts", "/dev/full");

    assertThat(exit).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("/dev/full could not be written to its end");
  }

  @Test
  void nothingSubmittedIsExitCodeTwo() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.fasta"), "", UTF_8);
    assertThat(run("--sequences", empty.toString(), "--dry-run")).isEqualTo(SubmitCommand.NOTHING);
    assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run("--sequences", fasta, "--metadata", fasta, "--dry-run"))
        .isEqualTo(SubmitCommand.NOTHING);
    assertThat(err.toString()).contains("this is FASTA, not a table");
  }

  @Test
  void withoutARunningStackTheMessageSaysHowToStartOne() {
    int exit =
        run(
            "--sequences",
            fasta,
            "--metadata",
            metadata,
            "--data-dir",
            folder.resolve("x").toString());
    assertThat(exit).isEqualTo(SubmitCommand.NOTHING);
    assertThat(err.toString()).contains("virowatch up");
    assertThat(out.toString()).doesNotContain("accepted");
  }

  @Test
  void aDatasetThatTheStackLacksIsRefusedAtTheDoorWithTheNamesItHas() {
    new Deployment(
            "127.0.0.1:1",
            "http://127.0.0.1:2",
            List.of(
                new DeployedDataset("sars-cov-2", "sars-cov-2"),
                new DeployedDataset("rsv_a", "/rsv-a.zip")))
        .write(folder);
    int exit = run("--sequences", fasta, "--data-dir", folder.toString(), "--dataset", "rsv-a");
    assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .contains("the stack has no dataset 'rsv-a'; it has sars-cov-2, rsv_a;");
    assertThat(out.toString()).doesNotContain("accepted");
  }

  @Test
  void anUnreachableBrokerIsExitCodeThreeAndNoReceiptClaimsOtherwise() {
    int exit =
        run("--sequences", fasta, "--metadata", metadata, "--bootstrap-servers", "127.0.0.1:1");
    assertThat(exit).isEqualTo(SubmitCommand.BROKER);
    assertThat(out.toString()).doesNotContain("accepted");
    assertThat(err.toString()).contains("127.0.0.1:1");
  }

  @Test
  void helpHasAnExampleAndTheExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("virowatch submit --sequences", "Exit codes:");
  }

  @Test
  void inAStackOfSeveralVirusesEachSequenceGoesToItsOwnDatasetUnlessTheMetadataNameIt()
      throws IOException {
    SmallVirus x = SmallVirus.of("virus-x", 800, 1);
    SmallVirus y = SmallVirus.of("virus-y", 500, 2);
    SmallVirus z = SmallVirus.of("virus-z", 500, 3);
    new Deployment(
            "127.0.0.1:1",
            "http://127.0.0.1:2",
            List.of(
                new DeployedDataset("virus-x", x.dataset(folder.resolve("x"), "1").toString()),
                new DeployedDataset("virus-y", y.dataset(folder.resolve("y"), "1").toString())))
        .write(folder);
    StringBuilder genomes = new StringBuilder();
    byte[][] sequences = {
      x.genome(300), y.reference(), z.reference(), x.genome(200), x.genome(9), y.genome(99)
    };
    for (int i = 0; i < sequences.length; i++) {
      genomes
          .append(">g")
          .append(i)
          .append('\n')
          .append(new String(sequences[i], UTF_8))
          .append('\n');
    }
    String file = Files.writeString(folder.resolve("g.fasta"), genomes).toString();
    String table =
        Files.writeString(
                folder.resolve("t.csv"),
                """
                strain,action,reference_dataset,date
                g0,,,2025-11-03
                g1,,,2025-11-03
                g2,,,2025-11-03
                g3,,virus-y,2025-11-03
                g4,,,2025-11-03
                g5,,virus-q,2025-11-03
                old,withdraw,,2025-11-03
                older,withdraw,virus-x,2025-11-03
                """)
            .toString();

    run("--sequences", file, "--metadata", table, "--data-dir", folder.toString(), "--dry-run");

    assertThat(out.toString().lines().skip(1))
        .satisfiesExactly(
            g0 -> assertThat(g0).matches("g0\t1\tg0\taccepted\t\t\t\t\tvirus-x\t0\\.9\\d+"),
            g1 -> assertThat(g1).isEqualTo("g1\t1\tg1\taccepted\t\t\t\t\tvirus-y\t1.0000"),
            g2 ->
                assertThat(g2)
                    .startsWith("g2\t1\tg2\trefused\tWRONG_VIRUS\tsequence\t")
                    .contains("virus-x, virus-y"),
            g3 -> assertThat(g3).isEqualTo("g3\t1\tg3\taccepted\t\t\t\t\tvirus-y\t"),
            g4 -> assertThat(g4).contains("WRONG_VIRUS", "uncertain", "virus-x"),
            g5 -> assertThat(g5).contains("UNKNOWN_DATASET\treference_dataset", "virus-q"),
            old -> assertThat(old).contains("UNKNOWN_DATASET", "a withdrawal has no sequence"),
            older -> assertThat(older).contains("accepted").endsWith("\tvirus-x\t"));
  }
}
