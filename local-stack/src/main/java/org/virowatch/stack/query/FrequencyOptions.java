package org.virowatch.stack.query;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.bias.RegionWeights;
import org.virowatch.surveillance.frequency.CompletenessColumns;
import org.virowatch.surveillance.frequency.ExpectedGenomes;
import org.virowatch.surveillance.frequency.FrequencyFilter;
import org.virowatch.surveillance.frequency.FrequencyTable;
import org.virowatch.surveillance.frequency.MoreColumns;
import org.virowatch.surveillance.frequency.WeightColumns;
import org.virowatch.surveillance.region.Regions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What to show of a frequency table and how; a picocli mixin of two commands. */
final class FrequencyOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "world, GB, GB-ENG, GB-*, */country or */subdivision.")
  private @Nullable String region;

  @Option(
      names = "--week",
      paramLabel = "WEEK",
      description = "2022-W09, 2022-W01..2022-W09, 2022-03, 2022 or undated.")
  private @Nullable String week;

  @Option(
      names = "--lineage",
      paramLabel = "LINEAGE",
      description = {
        "BA.2 exactly, BA.2* with its descendants, * for all lineages together, or unassigned;",
        "without it every exact lineage and *."
      })
  private @Nullable String lineage;

  @Option(
      names = "--mutation",
      paramLabel = "MUTATION",
      description = {
        "C241T, A21765-, S:D614G, or S:* for those of a CDS; '' for the rows without a mutation."
      })
  private @Nullable String mutation;

  @Option(
      names = "--completeness",
      description = {
        "Also print how complete the genomes of the region and week are expected to be, and how many",
        "of the lineage there will be, with a 95 %% interval."
      })
  private boolean completeness;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = {
        "Also print frequencies of the world weighted by country, and of countries weighted by",
        "subdivision. Tab-separated columns region and weight (people), or region, week and weight",
        "(cases)."
      })
  private @Nullable Path weightFile;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TSV",
      description = "tsv or json (default: tsv).")
  private FrequencyFormat format = FrequencyFormat.TSV;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to this file instead of the standard output.")
  private @Nullable Path output;

  /** Returns the filter of regions, weeks and lineages; a bad one is a usage error. */
  FrequencyFilter filter() {
    try {
      return FrequencyFilter.parse(region, week, lineage);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns whether the lineage filter asks for descendants, which needs the dataset's tree. */
  boolean needsHierarchy() {
    return lineage != null && lineage.endsWith("*") && lineage.length() > 1;
  }

  /** Returns whether what is expected is asked for. */
  boolean completeness() {
    return completeness;
  }

  /**
   * Returns what the regions count for, null where that is not asked for.
   *
   * @throws IOException if the file cannot be read
   * @throws org.virowatch.surveillance.bias.WeightsException if it is of no use
   */
  @Nullable RegionWeights weights() throws IOException {
    return weightFile == null ? null : RegionWeights.read(weightFile);
  }

  /** Returns whether a region's cells are needed: it is shown, or weighs in one that is. */
  boolean needsRegion(FrequencyFilter filter, String candidate) {
    return filter.showsRegion(candidate)
        || (weightFile != null && Regions.whole(candidate).filter(filter::showsRegion).isPresent());
  }

  /**
   * Writes what the options ask for of the table.
   *
   * @param expected what is expected, where that is asked for
   * @param weights what {@link #weights} returned
   * @param tell is told what is left out
   */
  void write(
      FrequencyTable table,
      ExpectedGenomes expected,
      @Nullable RegionWeights weights,
      Consumer<String> tell) {
    List<MoreColumns> more = new ArrayList<>();
    if (completeness) {
      more.add(new CompletenessColumns(table, expected));
    }
    WeightColumns weighted = weights == null ? null : new WeightColumns(table, weights);
    if (weighted != null) {
      more.add(weighted);
    }
    write(table, more);
    if (weighted != null && !weighted.weightless().isEmpty()) {
      tell.accept(
          "left out of weighted numbers, for want of a weight in "
              + weightFile
              + ": "
              + String.join(", ", weighted.weightless()));
    }
  }

  private void write(FrequencyTable table, List<MoreColumns> more) {
    try {
      if (output == null) {
        PrintWriter out = spec.commandLine().getOut();
        write(table, more, out);
        out.flush();
        return;
      }
      try (Writer out = Files.newBufferedWriter(output)) {
        write(table, more, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(output + " cannot be written: " + e.getMessage(), e);
    }
  }

  private void write(FrequencyTable table, List<MoreColumns> more, Writer out) throws IOException {
    format.write(
        table, new FrequencyFormat.Shown(filter(), new MutationFilter(mutation), more), out);
  }
}
