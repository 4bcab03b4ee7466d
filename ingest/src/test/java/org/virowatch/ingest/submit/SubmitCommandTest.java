package org.virowatch.ingest.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
}
