package org.virowatch.stack.query;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.surveillance.bias.RegionWeights;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.frequency.ExpectedGenomes;
import org.virowatch.surveillance.frequency.FrequencyFilter;
import org.virowatch.surveillance.frequency.FrequencyTable;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code virowatch frequencies}: the live frequencies of a running stack. */
@Command(
    name = "frequencies",
    description = {
      "Prints the live frequencies of lineages and mutations by region and week.",
      "Columns: region, week, lineage, genomes, mutation, count, coverage, frequency, lower, upper;",
      "with --completeness also completeness, expected, expected_lower, expected_upper, as_of;",
      "with --weights weighted, weighted_lower, weighted_upper, effective_genomes, weight_covered.",
      "A row with an empty mutation is the lineage's own frequency."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch frequencies --region GB --week 2022-W09 --lineage '*'",
      "  virowatch frequencies --region 'GB-*' --lineage 'BA.2*' --mutation ''",
      "  virowatch frequencies --mutation S:E484K --format json",
      "  virowatch frequencies --region GB --lineage '*' --mutation '' --completeness",
      "  virowatch frequencies --region world --lineage 'BA.2*' --weights population.tsv"
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
  public Integer call() throws IOException {
    FrequencyFilter filter = options.filter();
    RegionWeights weights = options.weights();
    StreamedFrequencies streamed =
        StreamedFrequencies.read(
            deployment.bootstrapServers(),
            key -> options.needsRegion(filter, key.region()) && filter.showsPeriod(key.period()));
    SortedMap<CellKey, CellCounts> cells = streamed.cells();
    CountedDataset counted =
        CountedDataset.of(spec.commandLine(), deployment, dataset, cells.keySet());
    LineageHierarchy lineages =
        options.needsHierarchy() ? counted.hierarchy(this::tell) : LineageHierarchy.BY_NAME;
    FrequencyTable table = new FrequencyTable(counted.name(), lineages);
    table.putAll(cells);
    options.write(table, expected(counted.name()), weights, this::tell);
    if (streamed.undecodable() > 0) {
      tell("skipped " + streamed.undecodable() + " record(s) that are not frequencies");
    }
    return 0;
  }

  private ExpectedGenomes expected(String counted) {
    if (!options.completeness()) {
      return ExpectedGenomes.UNKNOWN;
    }
    StreamedForecasts forecasts =
        StreamedForecasts.read(
            deployment.bootstrapServers(), forecast -> forecast.getDataset().equals(counted));
    ExpectedGenomes expected = ExpectedGenomes.of(counted, forecasts.forecasts());
    if (forecasts.undecodable() > 0) {
      tell("skipped " + forecasts.undecodable() + " record(s) that are not forecasts");
    }
    if (expected.isUnknown()) {
      tell(
          "how complete genomes are is not known yet, so those columns are empty: it is learnt once"
              + " a day of event time, from genomes collected in the half year before they became"
              + " known");
    }
    return expected;
  }

  private void tell(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("virowatch frequencies: " + message);
    err.flush();
  }
}
