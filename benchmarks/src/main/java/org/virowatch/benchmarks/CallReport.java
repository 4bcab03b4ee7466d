package org.virowatch.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The measurements of {@code bench call} as a table and as JSON.
 *
 * @param seed seed of the simulated genomes
 * @param measurements one for each dataset
 */
record CallReport(long seed, List<CallMeasurement> measurements) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-20s %5s %8s %9s %9s %9s %9s %9s %9s %9s%n";

  CallReport {
    measurements = List.copyOf(measurements);
  }

  /** Prints the table's head. */
  static void printHead(PrintWriter out) {
    out.println("Genomes/s from FASTA to TSV with quality control and placement");
    out.printf(
        ROW, "dataset", "jobs", "genomes", "min", "median", "max", "cpu us", "first", "command",
        "parsing");
    out.flush();
  }

  /** Prints a row. */
  static void print(CallMeasurement measurement, PrintWriter out) {
    out.printf(
        ROW,
        measurement.dataset(),
        measurement.jobs(),
        measurement.genomes(),
        rounded(measurement.call().min()),
        rounded(measurement.call().median()),
        rounded(measurement.call().max()),
        rounded(measurement.processorMicros()),
        rounded(measurement.first()),
        measurement.command().map(CallReport::rounded).orElse("-"),
        rounded(measurement.parse().median()));
    out.flush();
  }

  /** Explains the columns. */
  static void printFoot(PrintWriter out) {
    out.println("cpu us: processor time a genome of all threads, microseconds;");
    out.println(
        "first: the first run of a fresh JVM; command: a process of its own, start included;");
    out.println(
        "parsing: only reading the FASTA file. Simulated genomes are named so in the input.");
    out.flush();
  }

  private static String rounded(double rate) {
    return String.format(Locale.ROOT, "%.0f", rate);
  }

  /** Writes everything as JSON. */
  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("measured", "call");
    root.put("unit", "genomes/s");
    int most = measurements.stream().mapToInt(CallMeasurement::jobs).max().orElse(0);
    root.put("jobs", most);
    root.put("processors", Runtime.getRuntime().availableProcessors());
    root.put("java", Runtime.version().toString());
    root.put("seed", seed);
    ObjectNode medians = root.putObject("genomesPerSecond");
    for (CallMeasurement measurement : measurements) {
      if (measurement.jobs() == most) {
        medians.put(measurement.dataset(), measurement.call().median());
      }
    }
    var datasets = root.putArray("datasets");
    for (CallMeasurement measurement : measurements) {
      ObjectNode row = datasets.addObject();
      row.put("dataset", measurement.dataset());
      row.put("name", measurement.name());
      row.put("version", measurement.version());
      row.put("treeNodes", measurement.nodes());
      row.put("jobs", measurement.jobs());
      row.put("genomes", measurement.genomes());
      row.put("input", measurement.input());
      rates(row.putObject("fastaToTsv"), measurement.call());
      row.put("processorMicrosPerGenome", measurement.processorMicros());
      row.put("firstRun", measurement.first());
      measurement.command().ifPresent(rate -> row.put("wholeCommand", rate));
      rates(row.putObject("fastaParsing"), measurement.parse());
    }
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
  }

  private static void rates(ObjectNode node, Rates rates) {
    node.put("min", rates.min());
    node.put("median", rates.median());
    node.put("max", rates.max());
    var runs = node.putArray("runs");
    rates.runs().forEach(runs::add);
  }
}
