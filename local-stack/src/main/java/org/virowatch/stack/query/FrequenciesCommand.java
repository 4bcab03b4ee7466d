package org.virowatch.stack.query;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.deployment.DeployedDataset;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.schemas.deployment.DeploymentException;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.frequency.FrequencyFilter;
import org.virowatch.surveillance.frequency.FrequencyTable;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch frequencies}: the live frequencies of a running stack. */
@Command(
    name = "frequencies",
    description = {
      "Prints the live frequencies of lineages and mutations by region and week.",
      "Columns: region, week, lineage, genomes, mutation, count, coverage, frequency, lower, upper.",
      "A row with an empty mutation is the lineage's own frequency."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch frequencies --region GB --week 2022-W09 --lineage '*'",
      "  virowatch frequencies --region 'GB-*' --lineage 'BA.2*' --mutation ''",
      "  virowatch frequencies --mutation S:E484K --format json"
    },
    mixinStandardHelpOptions = true)
public final class FrequenciesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DeploymentOptions deployment;
  @Mixin private FrequencyOptions options;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Reference dataset (default: the stack's first).")
  private @Nullable String dataset;

  @Override
  public Integer call() {
    FrequencyFilter filter = options.filter();
    Optional<Deployment> stack = stack();
    StreamedFrequencies streamed =
        StreamedFrequencies.read(
            deployment.bootstrapServers(),
            key -> filter.showsRegion(key.region()) && filter.showsPeriod(key.period()));
    SortedMap<CellKey, CellCounts> cells = streamed.cells();
    String name = datasetName(stack, cells.keySet());
    FrequencyTable table = new FrequencyTable(name, hierarchy(stack, name));
    table.putAll(cells);
    options.write(table);
    if (streamed.undecodable() > 0) {
      tell("skipped " + streamed.undecodable() + " record(s) that are not frequencies");
    }
    return 0;
  }

  /** Nothing when only a broker's address is given. */
  private Optional<Deployment> stack() {
    try {
      return Optional.of(deployment.deployment());
    } catch (DeploymentException e) {
      return Optional.empty();
    }
  }

  private String datasetName(Optional<Deployment> stack, Set<CellKey> cells) {
    Set<String> counted = new TreeSet<>();
    cells.forEach(cell -> counted.add(cell.dataset()));
    String asked = dataset;
    if (asked != null) {
      boolean deployed = stack.flatMap(found -> found.dataset(asked)).isPresent();
      if (!deployed && !counted.contains(asked)) {
        stack.ifPresent(found -> found.datasets().forEach(known -> counted.add(known.name())));
        throw new ParameterException(
            spec.commandLine(),
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
          spec.commandLine(),
          "genomes of several datasets are counted here; choose one with --dataset: "
              + String.join(", ", counted));
    }
    return counted.isEmpty() ? ReferenceDatasets.BUILT_IN : counted.iterator().next();
  }

  private LineageHierarchy hierarchy(Optional<Deployment> stack, String name) {
    if (!options.needsHierarchy()) {
      return LineageHierarchy.BY_NAME;
    }
    String location =
        stack.flatMap(found -> found.dataset(name)).map(DeployedDataset::location).orElse(name);
    Path cache = deployment.dataDir().resolve("datasets");
    try {
      return LineageHierarchy.of(ReferenceDatasets.resolve(location, cache).lineageParents());
    } catch (DatasetException e) {
      tell(
          "descendants are told by their names alone (BA.2.86 of BA.2), because the dataset"
              + " cannot be loaded: "
              + e.getMessage());
      return LineageHierarchy.BY_NAME;
    }
  }

  private void tell(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("virowatch frequencies: " + message);
    err.flush();
  }
}
