package org.virowatch.schemas.deployment;

/**
 * A reference dataset that a stack analyses genomes with.
 *
 * @param name the name that submissions carry, such as {@code sars-cov-2}
 * @param location what {@code --dataset} takes to load it again: the absolute path of a folder or
 *     zip archive, or the name of a built-in dataset
 */
public record DeployedDataset(String name, String location) {
  /** Checks that both parts are there. */
  public DeployedDataset {
    if (name.isBlank() || location.isBlank()) {
      throw new IllegalArgumentException(
          "a deployed dataset needs a name and a location, got '" + name + "', '" + location + "'");
    }
  }
}
