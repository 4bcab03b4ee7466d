package org.virowatch.stack.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.deployment.DeployedDataset;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.stack.Virowatch;

/** What the command refuses before it touches a stack. */
class DatasetActivateCommandTest {
  @TempDir private Path folder;

  @Test
  void anotherReferenceIsRefusedWithBothReferences() throws IOException {
    deploy();
    String reference = new String(ReferenceDatasets.builtIn().reference(), UTF_8);
    String said = refused(dataset("sars-cov-2", reference.substring(1)));
    assertThat(said).contains("29902 bases", "29903 bases", "submit the genomes again");
  }

  @Test
  void anotherVirusIsRefusedWithWhatTheStackHas() throws IOException {
    deploy();
    assertThat(refused(dataset("measles", "ACGTACGTACGT")))
        .contains("no dataset 'measles'", "it has sars-cov-2", "virowatch up --dataset");
  }

  @Test
  void withoutAStackThereIsNothingToMove() throws IOException {
    assertThat(refused(dataset("measles", "ACGTACGTACGT"))).contains("no stack is running");
  }

  private void deploy() {
    String builtIn = ReferenceDatasets.BUILT_IN;
    new Deployment(
            "127.0.0.1:1",
            "http://127.0.0.1:1",
            List.of(new DeployedDataset(ReferenceDatasets.builtIn().name(), builtIn)))
        .write(folder);
  }

  private Path dataset(String name, String reference) throws IOException {
    Path dataset = Files.createDirectories(folder.resolve(name + "-new"));
    Files.writeString(dataset.resolve("reference.fasta"), ">other\n" + reference + "\n");
    Files.writeString(
        dataset.resolve("pathogen.json"),
        """
        {"schemaVersion": "3.0.0", "shortcuts": ["%s"], "version": {"tag": "new"},
         "files": {"reference": "reference.fasta", "pathogenJson": "pathogen.json"}}
        """
            .formatted(name));
    return dataset;
  }

  private String refused(Path dataset) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code =
        Virowatch.commandLine()
            .setOut(out)
            .setErr(out)
            .execute("dataset", "activate", dataset.toString(), "--data-dir", folder.toString());
    assertThat(code).as(said.toString()).isEqualTo(1);
    return said.toString();
  }
}
