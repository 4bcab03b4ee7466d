package org.virowatch.ingest.dataset;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of all dataset commands: which server, which cache. */
final class DatasetOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = DatasetServer.DEFAULT,
      description = "Folder of the server's index.json (default: ${DEFAULT-VALUE}).")
  private String server = DatasetServer.DEFAULT;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ".virowatch",
      description =
          "Data folder of the stack that is to use the dataset (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(".virowatch");

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder of fetched datasets (default: datasets in the data folder).")
  private @Nullable Path cache;

  DatasetServer server() {
    return new DatasetServer(server);
  }

  String address() {
    return server;
  }

  DatasetCache cache() {
    return new DatasetCache(cache == null ? dataDir.resolve("datasets") : cache, Clock.systemUTC());
  }
}
