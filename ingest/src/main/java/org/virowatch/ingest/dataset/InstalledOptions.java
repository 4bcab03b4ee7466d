package org.virowatch.ingest.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.schemas.deployment.DeploymentOptions;
import picocli.CommandLine.Option;

/** Options that say where installed datasets lie. */
public final class InstalledOptions {

  @Option(
      names = "--datasets-from",
      paramLabel = "PATH",
      description =
          "Folder of datasets, or a dataset, to detect beside the built-in and fetched ones; can be"
              + " given several times.")
  private List<Path> named = List.of();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = DeploymentOptions.DEFAULT_DATA_DIR,
      description =
          "Data folder, in which fetched datasets lie under datasets/ (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(DeploymentOptions.DEFAULT_DATA_DIR);

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder of fetched datasets, instead of the data folder's.")
  private @Nullable Path cache;

  /** Folder of fetched datasets; need not exist. */
  public Path cache() {
    return cache == null ? dataDir.resolve("datasets") : cache;
  }

  /**
   * Loads the installed datasets; see {@link InstalledDatasets#load}.
   *
   * @throws org.virowatch.genomics.dataset.DatasetException if a dataset named cannot be used
   */
  public List<ReferenceDataset> load(Consumer<String> warnings) {
    return InstalledDatasets.load(named, cache(), warnings);
  }
}
