package org.virowatch.stack.query;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.deployment.DeployedDataset;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.schemas.deployment.DeploymentException;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The dataset that a command looks at, of those that a stack counts genomes of.
 *
 * @param name the dataset's name
 * @param location where it can be loaded from: a name, folder or archive
 * @param cache where fetched datasets lie
 */
public record CountedDataset(String name, String location, Path cache) {

  /**
   * Finds the dataset.
   *
   * @param command for messages of wrong use
   * @param deployment the stack
   * @param asked the dataset's name, null for the stack's first
   * @param cells what is counted
   * @throws ParameterException if nothing of the dataset is counted, or one has to be chosen
   */
  public static CountedDataset of(
      CommandLine command,
      DeploymentOptions deployment,
      @Nullable String asked,
      Set<CellKey> cells) {
    Optional<Deployment> stack = stack(deployment);
    String name = name(command, stack, asked, cells);
    String location =
        stack.flatMap(found -> found.dataset(name)).map(DeployedDataset::location).orElse(name);
    return new CountedDataset(name, location, deployment.dataDir().resolve("datasets"));
  }

  /**
   * Returns which lineage descends from which.
   *
   * @param tell is told when the dataset cannot be loaded and names alone decide
   */
  public LineageHierarchy hierarchy(Consumer<String> tell) {
    try {
      return LineageHierarchy.of(ReferenceDatasets.resolve(location, cache).lineageParents());
    } catch (DatasetException e) {
      tell.accept(
          "descendants are told by their names alone (BA.2.86 of BA.2), because the dataset"
              + " cannot be loaded: "
              + e.getMessage());
      return LineageHierarchy.BY_NAME;
    }
  }

  /** Nothing when only a broker's address is given. */
  private static Optional<Deployment> stack(DeploymentOptions deployment) {
    try {
      return Optional.of(deployment.deployment());
    } catch (DeploymentException e) {
      return Optional.empty();
    }
  }

  private static String name(
      CommandLine command, Optional<Deployment> stack, @Nullable String asked, Set<CellKey> cells) {
    Set<String> counted = new TreeSet<>();
    cells.forEach(cell -> counted.add(cell.dataset()));
    if (asked != null) {
      boolean deployed = stack.flatMap(found -> found.dataset(asked)).isPresent();
      if (!deployed && !counted.contains(asked)) {
        stack.ifPresent(found -> found.datasets().forEach(known -> counted.add(known.name())));
        throw new ParameterException(
            command,
            "--dataset: no genomes of '"
                + asked
                + "' are counted here; there are "
                + (counted.isEmpty() ? "no genomes at all" : String.join(", ", counted)));
      }
      return asked;
    }
    if (stack.isPresent()) {
      return stack.get().defaultDataset().name();
    }
    if (counted.size() > 1) {
      throw new ParameterException(
          command,
          "genomes of several datasets are counted here; choose one with --dataset: "
              + String.join(", ", counted));
    }
    return counted.isEmpty() ? ReferenceDatasets.BUILT_IN : counted.iterator().next();
  }
}
