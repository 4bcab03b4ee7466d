package org.virowatch.stack.foresight;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.query.StreamedForecasts;
import org.virowatch.surveillance.region.RegionPattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch forecasts}: what a running stack expects. */
@Command(
    name = "forecasts",
    description = {
      "Prints the newest forecasts of a running stack: frequencies of lineages from 15 days ago to 30",
      "days ahead, by region, with 95 %% intervals. They are made anew at most every five seconds, as of",
      "the last day of event time that regions were judged together. Scarce lineages are counted with",
      "their ancestors."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch forecasts --region GB",
      "  virowatch forecasts --region GB --format weeks",
      "  virowatch forecasts --region '*/country' --format tsv > forecasts.tsv"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ForecastsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DeploymentOptions deployment;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "*",
      description = "world, GB, GB-ENG, GB-*, */country or */subdivision (default: all).")
  private String region = "*";

  @Option(names = "--dataset", paramLabel = "NAME", description = "Reference dataset.")
  private @Nullable String dataset;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = {
        "table; weeks: how complete each week's genomes are and how many there will be; tsv; json,",
        "everything, one region a line (default: table)."
      })
  private LiveForecastFormat format = LiveForecastFormat.TABLE;

  @Override
  public Integer call() {
    RegionPattern regions = regions();
    StreamedForecasts streamed =
        StreamedForecasts.read(
            deployment.bootstrapServers(),
            forecast ->
                regions.matches(forecast.getRegion())
                    && (dataset == null || dataset.equals(forecast.getDataset())));
    PrintWriter out = spec.commandLine().getOut();
    format.print(streamed.forecasts(), out);
    out.flush();
    if (streamed.forecasts().isEmpty()) {
      tell(
          "there is no forecast yet: regions are judged together once a day of event time, and only"
              + " genomes collected in the half year before they became known are looked at");
    }
    if (streamed.undecodable() > 0) {
      tell("skipped " + streamed.undecodable() + " record(s) that are not forecasts");
    }
    return 0;
  }

  private RegionPattern regions() {
    try {
      return new RegionPattern(region);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--region: " + e.getMessage(), e);
    }
  }

  private void tell(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("virowatch forecasts: " + message);
    err.flush();
  }
}
