package org.virowatch.benchmarks.reads;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.virowatch.genomics.vcf.Variant;

/** The results of {@code bench reads} as a table and as JSON. */
final class ReadsReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root = JSON.createObjectNode();
  private final Map<String, CallerResult> totals = new LinkedHashMap<>();

  ReadsReport(long seed, double minFrequency, String bases) {
    root.put("measured", "reads");
    root.put("seed", seed);
    root.put("minFrequency", minFrequency);
    root.put("bases", bases);
    root.put("processors", Runtime.getRuntime().availableProcessors());
    root.putArray("results");
  }

  static void printHead(PrintWriter out) {
    out.println(
        "P precision, R recall, in per cent; minor variants also R by true frequency; errors: wrong and missing changes a consensus");
    out.printf(
        "%-8s %5s %-15s %7s %7s %7s %7s  %7s %7s %6s %6s %6s %6s %6s %6s %7s%n",
        "coverage",
        "depth",
        "caller",
        "cons.P",
        "cons.R",
        "errors",
        "known",
        "minor.P",
        "minor.R",
        "3%",
        "5%",
        "10%",
        "20%",
        "30%",
        "50%",
        "s");
    out.flush();
  }

  void add(double coverage, int minDepth, String caller, CallerResult result, PrintWriter out) {
    print(String.format(Locale.ROOT, "%.0f", coverage), minDepth, caller, result, out);
    totals.merge(caller, result, CallerResult::plus);
    ObjectNode row = root.withArray("results").addObject();
    row.put("coverage", coverage);
    row.put("minDepth", minDepth);
    row.put("caller", caller);
    write(row, result);
    mistakes(row.putArray("mistakes"), result);
  }

  private static void write(ObjectNode row, CallerResult result) {
    row.put("samples", result.samples());
    row.put("consensusErrors", result.consensusErrors());
    row.put("consensusKnown", result.known() / result.samples());
    row.put("seconds", result.seconds());
    score(row.putObject("consensus"), result.consensus());
    score(row.putObject("minor"), result.minor());
    ObjectNode byFrequency = row.putObject("minorByFrequency");
    result
        .byFrequency()
        .forEach(
            (frequency, score) ->
                byFrequency
                    .putObject(String.valueOf(frequency))
                    .put("found", score.right())
                    .put("missed", score.missed())
                    .put("recall", score.recall()));
  }

  private static void mistakes(ArrayNode node, CallerResult result) {
    for (CallerResult.Mistake mistake : result.mistakes()) {
      Variant variant = mistake.variant();
      node.addObject()
          .put("kind", mistake.kind())
          .put("position", variant.start() + 1)
          .put("reference", variant.reference())
          .put("alternative", variant.alternative())
          .put("frequency", mistake.frequency());
    }
  }

  private static void score(ObjectNode node, Score score) {
    node.put("right", score.right());
    node.put("wrong", score.wrong());
    node.put("missed", score.missed());
    node.put("precision", score.precision());
    node.put("recall", score.recall());
  }

  private static void print(
      String coverage, int minDepth, String caller, CallerResult result, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-8s %5s %-15s %7.2f %7.2f %7.2f %7.2f  %7.2f %7.2f",
        coverage,
        minDepth == 0 ? "" : Integer.toString(minDepth),
        caller,
        100 * result.consensus().precision(),
        100 * result.consensus().recall(),
        result.consensusErrors(),
        100 * result.known() / result.samples(),
        100 * result.minor().precision(),
        100 * result.minor().recall());
    result
        .byFrequency()
        .values()
        .forEach(score -> out.printf(Locale.ROOT, " %6.1f", 100 * score.recall()));
    out.printf(Locale.ROOT, " %7.1f%n", result.seconds());
    out.flush();
  }

  /** Prints all coverages together. */
  void printTotals(PrintWriter out) {
    totals.forEach((caller, result) -> print("all", 0, caller, result, out));
  }

  /** Writes everything as JSON. */
  void write(Path file) throws IOException {
    ObjectNode all = root.putObject("all");
    totals.forEach((caller, result) -> write(all.putObject(caller), result));
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
  }
}
