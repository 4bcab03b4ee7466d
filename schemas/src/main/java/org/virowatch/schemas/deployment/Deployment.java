package org.virowatch.schemas.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a running stack listen, as {@code deployment.properties} in its data folder
 * says. {@code up} writes the file when everything runs, {@code down} removes it.
 *
 * @param bootstrapServers the broker's address, {@code host:port}
 * @param flinkUrl the Flink cluster's REST and web address, such as {@code http://127.0.0.1:8081}
 * @param datasets the reference datasets, the default first; never empty
 */
public record Deployment(String bootstrapServers, String flinkUrl, List<DeployedDataset> datasets) {
  /** Name of the file in the data folder. */
  public static final String FILE_NAME = "deployment.properties";

  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final String FLINK = "flink.url";

  /** Checks that nothing is missing. */
  public Deployment {
    datasets = List.copyOf(datasets);
    if (bootstrapServers.isBlank() || flinkUrl.isBlank() || datasets.isEmpty()) {
      throw new IllegalArgumentException(
          "a deployment needs bootstrap servers, a Flink address and at least one dataset");
    }
  }

  /** Returns the dataset used where none is named: the first. */
  public DeployedDataset defaultDataset() {
    return datasets.get(0);
  }

  /** Returns the dataset of this name, if the stack has it. */
  public Optional<DeployedDataset> dataset(String name) {
    return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
  }

  /**
   * Reads the deployment of a data folder.
   *
   * @throws DeploymentException if no stack runs there or the file is damaged; the message names
   *     the folder and the remedy
   */
  public static Deployment read(Path dataDir) {
    Path file = dataDir.resolve(FILE_NAME);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new DeploymentException(
          "no stack is running with the data folder "
              + dataDir.toAbsolutePath().normalize()
              + "; start one with 'virowatch up --data-dir "
              + dataDir
              + "', or name another folder with --data-dir",
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
    List<DeployedDataset> datasets = new ArrayList<>();
    for (int i = 1; properties.containsKey(datasetKey(i, "name")); i++) {
      datasets.add(
          new DeployedDataset(
              required(properties, datasetKey(i, "name"), file),
              required(properties, datasetKey(i, "location"), file)));
    }
    if (datasets.isEmpty()) {
      throw damaged(file, "it names no dataset (" + datasetKey(1, "name") + ")", null);
    }
    return new Deployment(
        required(properties, BOOTSTRAP, file), required(properties, FLINK, file), datasets);
  }

  /** Writes the file into a data folder, whole or not at all. */
  public void write(Path dataDir) {
    Properties properties = new Properties();
    properties.setProperty(BOOTSTRAP, bootstrapServers);
    properties.setProperty(FLINK, flinkUrl);
    for (int i = 1; i <= datasets.size(); i++) {
      properties.setProperty(datasetKey(i, "name"), datasets.get(i - 1).name());
      properties.setProperty(datasetKey(i, "location"), datasets.get(i - 1).location());
    }
    StringWriter text = new StringWriter();
    Path file = dataDir.resolve(FILE_NAME);
    try {
      properties.store(text, "Written by 'virowatch up'; removed by 'virowatch down'.");
      Path fresh = dataDir.resolve(FILE_NAME + ".new");
      Files.writeString(fresh, text.toString(), UTF_8);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file + ": " + e.getMessage(), e);
    }
  }

  private static String datasetKey(int number, String part) {
    return "dataset." + number + "." + part;
  }

  private static String required(Properties properties, String key, Path file) {
    String value = properties.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw damaged(file, "'" + key + "' is missing", null);
    }
    return value;
  }

  private static DeploymentException damaged(Path file, String what, @Nullable Exception cause) {
    return new DeploymentException(
        file
            + " cannot be used: "
            + what
            + "; run 'virowatch down' and 'virowatch up' with this data folder to write it anew",
        cause);
  }
}
