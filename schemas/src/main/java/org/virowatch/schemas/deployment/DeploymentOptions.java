package org.virowatch.schemas.deployment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of every command that talks to a running stack; use as a picocli mixin. {@code
 * --bootstrap-servers} alone reaches a broker without a local data folder.
 */
public final class DeploymentOptions {
  /** The data folder where none is named. */
  public static final String DEFAULT_DATA_DIR = ".virowatch";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = DEFAULT_DATA_DIR,
      description = "Data folder of the stack to talk to (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(DEFAULT_DATA_DIR);

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka broker to talk to, instead of the one that the data folder names.")
  private @Nullable String bootstrapServers;

  /** Returns the data folder. */
  public Path dataDir() {
    return dataDir;
  }

  /**
   * Returns the broker's address: the option's, else the data folder's.
   *
   * @throws DeploymentException if the option is absent and no stack runs in the data folder
   */
  public String bootstrapServers() {
    return bootstrapServers != null ? bootstrapServers : deployment().bootstrapServers();
  }

  /**
   * Returns the deployment of the data folder.
   *
   * @throws DeploymentException if no stack runs there
   */
  public Deployment deployment() {
    return Deployment.read(dataDir);
  }
}
