package org.virowatch.stack.supervisor;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.deployment.DeployedDataset;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackException;

/**
 * The reference datasets of a stack, loaded once to see that they can be.
 *
 * @param deployed their names and locations, the default first
 * @param loaded the datasets themselves, in the same order
 */
record StackDatasets(List<DeployedDataset> deployed, List<ReferenceDataset> loaded) {
  StackDatasets {
    deployed = List.copyOf(deployed);
    loaded = List.copyOf(loaded);
  }

  /** Returns the folder of datasets fetched for a stack. */
  static Path cache(StackConfig config) {
    return config.dataDir().resolve("datasets");
  }

  /**
   * Loads the datasets of a configuration.
   *
   * @throws StackException if one cannot be used, or two have the same name
   */
  static StackDatasets load(StackConfig config) {
    List<DeployedDataset> deployed = new ArrayList<>();
    List<ReferenceDataset> loaded = new ArrayList<>();
    Map<String, String> locations = new TreeMap<>();
    for (String named : config.datasets()) {
      String location = location(named);
      try {
        ReferenceDataset dataset = ReferenceDatasets.resolve(location, cache(config));
        String other = locations.put(dataset.name(), location);
        if (other != null) {
          throw new StackException(
              "--dataset: "
                  + other
                  + " and "
                  + location
                  + " are both named '"
                  + dataset.name()
                  + "'; a stack needs one dataset of each name");
        }
        loaded.add(dataset);
        deployed.add(new DeployedDataset(dataset.name(), location));
      } catch (DatasetException e) {
        throw new StackException("--dataset " + named + ": " + e.getMessage(), e);
      }
    }
    return new StackDatasets(deployed, loaded);
  }

  /** A path is made absolute, because other processes load it from other folders. */
  static String location(String named) {
    try {
      Path path = Path.of(named);
      return Files.exists(path) ? path.toAbsolutePath().normalize().toString() : named;
    } catch (InvalidPathException e) {
      return named;
    }
  }
}
