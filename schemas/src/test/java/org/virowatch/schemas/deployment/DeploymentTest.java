package org.virowatch.schemas.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeploymentTest {
  private static final Deployment TWO_DATASETS =
      new Deployment(
          "127.0.0.1:9092",
          "http://127.0.0.1:8081",
          List.of(
              new DeployedDataset("sars-cov-2", "sars-cov-2"),
              new DeployedDataset("rsv-a", "/data sets/rsv=a: \u00e9")));

  @TempDir Path dataDir;

  @Test
  void whatIsWrittenIsReadBackEvenWithOddPaths() {
    TWO_DATASETS.write(dataDir);

    assertThat(Deployment.read(dataDir)).isEqualTo(TWO_DATASETS);
    assertThat(Deployment.read(dataDir).defaultDataset().name()).isEqualTo("sars-cov-2");
    assertThat(dataDir).isDirectoryContaining("glob:**/deployment.properties");
    assertThat(dataDir).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aFolderWithoutAStackIsNamedTogetherWithTheRemedy() {
    assertThatThrownBy(() -> Deployment.read(dataDir))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining(dataDir.toString())
        .hasMessageContaining("virowatch up");
  }

  @Test
  void aDamagedFileIsNamedTogetherWithWhatIsMissing() throws Exception {
    Files.writeString(dataDir.resolve(Deployment.FILE_NAME), "flink.url=http://x\n");
    assertThatThrownBy(() -> Deployment.read(dataDir)).hasMessageContaining("dataset.1.name");

    Files.writeString(
        dataDir.resolve(Deployment.FILE_NAME),
        "flink.url=http://x\ndataset.1.name=a\ndataset.1.location=b\n");
    assertThatThrownBy(() -> Deployment.read(dataDir)).hasMessageContaining("bootstrap.servers");
  }

  @Test
  void bootstrapServersOfTheCommandLineNeedNoDataFolder() {
    DeploymentOptions options = new DeploymentOptions();
    new CommandLine(new Holder(options))
        .parseArgs("--data-dir", dataDir.toString(), "--bootstrap-servers", "broker:1");

    assertThat(options.bootstrapServers()).isEqualTo("broker:1");
    assertThatThrownBy(options::deployment).isInstanceOf(DeploymentException.class);
  }

  @Test
  void theDataFolderNamesTheBrokerOtherwise() {
    TWO_DATASETS.write(dataDir);
    DeploymentOptions options = new DeploymentOptions();
    new CommandLine(new Holder(options)).parseArgs("--data-dir", dataDir.toString());

    assertThat(options.bootstrapServers()).isEqualTo("127.0.0.1:9092");
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin DeploymentOptions options) {}
}
