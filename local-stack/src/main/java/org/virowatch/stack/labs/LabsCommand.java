package org.virowatch.stack.labs;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.alerting.labs.LabStore;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.LabAction;
import org.virowatch.schemas.LabOrder;
import org.virowatch.schemas.deployment.DeployedDataset;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.schemas.deployment.DeploymentException;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.stack.command.TextTable;
import org.virowatch.stack.config.StackException;
import org.virowatch.surveillance.lab.ComparedWeeks;
import org.virowatch.surveillance.lab.LabHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code virowatch labs}: shows which labs are held out of alerts, holds and releases them. */
@Command(
    name = "labs",
    description = {
      "Shows the labs whose genomes are held out of alert decisions, holds and releases them.",
      "Rules of kind quality hold a lab that stands out from its peers until it is released here.",
      "Frequencies count every genome, held or not."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch labs list",
      "  virowatch labs release 'North Lab' --reason 'primer exchanged, genomes withdrawn'",
      "  virowatch labs hold 'North Lab' --since 2022-03-01 --reason 'contaminated run'"
    },
    mixinStandardHelpOptions = true)
public final class LabsCommand implements Runnable {
  static {
    TrustedRecords.install();
  }

  @Spec private CommandSpec spec;

  /** How labs are listed. */
  enum Format {
    /** Columns for people. */
    TABLE,
    /** Tab-separated values. */
    TSV
  }

  private record Row(
      String dataset, String lab, String standing, String collectedSince, Instant at, String why) {
    List<String> cells() {
      return Stream.of(dataset, lab, standing, collectedSince, at.toString(), why)
          .map(cell -> cell.replaceAll("\\p{Cntrl}", " "))
          .toList();
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: list, hold or release");
  }

  @Command(
      name = "list",
      description = "Lists the labs that are held, since when and why, and those released.",
      footer = {"", "Example:", "  virowatch labs list --format tsv"},
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DeploymentOptions deployment,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              defaultValue = "TABLE",
              description = "table or tsv (default: table).")
          Format format) {
    LabStore store = new LabStore(deployment.bootstrapServers());
    List<Row> rows = new ArrayList<>();
    store.openAlerts().forEach(alert -> rows.add(held(alert)));
    store.orders().stream().map(LabsCommand::ordered).forEach(row -> row.ifPresent(rows::add));
    List<String> headings =
        List.of("dataset", "lab", "standing", "collected_since", "decided_at", "why");
    if (format == Format.TSV) {
      print(String.join("\t", headings));
      rows.forEach(row -> print(String.join("\t", row.cells())));
    } else if (rows.isEmpty()) {
      print("no lab is held out of alerts, and none was released");
    } else {
      TextTable table =
          new TextTable("DATASET", "LAB", "STANDING", "COLLECTED SINCE", "DECIDED AT", "WHY");
      rows.forEach(row -> table.row(row.cells().toArray(String[]::new)));
      table.lines().forEach(this::print);
    }
    return 0;
  }

  private static Row held(AlertEvent alert) {
    return new Row(
        alert.getDataset(),
        LabHistory.lab(alert),
        "held by rule " + alert.getRuleId(),
        LocalDate.ofEpochDay(ComparedWeeks.firstDay(alert.getOnset())).toString(),
        alert.getOnset(),
        alert.getMessage());
  }

  private static Optional<Row> ordered(LabOrder order) {
    LocalDate since = order.getSince();
    return order.getAction() == LabAction.OTHER
        ? Optional.empty()
        : Optional.of(
            new Row(
                order.getDataset(),
                order.getLab(),
                order.getAction() == LabAction.HOLD ? "held by hand" : "released",
                since == null ? "" : since.toString(),
                order.getOrderedAt(),
                order.getReason()));
  }

  @Command(
      name = "hold",
      description = {
        "Leaves a lab's genomes out of alerts until it is released.",
        "Holds from the next tick on, for genomes collected from a day on."
      },
      footer = {
        "",
        "Example:",
        "  virowatch labs hold 'North Lab' --since 2022-03-01 --reason 'contaminated run'"
      },
      mixinStandardHelpOptions = true)
  int hold(
      @Mixin DeploymentOptions deployment,
      @Parameters(paramLabel = "LAB", description = "The lab, as its genomes name it.") String lab,
      @Option(
              names = "--since",
              paramLabel = "DATE",
              description = "First day of collection that is left out (default: all).")
          @Nullable LocalDate since,
      @Option(names = "--dataset", paramLabel = "NAME", description = DATASET)
          @Nullable String dataset,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = REASON)
          String reason) {
    if (lab.isBlank()) {
      throw new StackException("the lab's name is empty; write it as its genomes do");
    }
    String counted = dataset(deployment, dataset);
    new LabStore(deployment.bootstrapServers())
        .put(order(counted, lab, LabAction.HOLD, reason).setSince(since).build());
    print(
        "held "
            + lab
            + " ("
            + counted
            + "): from the next tick on alerts leave out its genomes"
            + (since == null ? "" : " collected since " + since));
    return 0;
  }

  @Command(
      name = "release",
      description = {
        "Lets a lab's genomes count for alerts again.",
        "Holds from the next tick on. What it collected up to now is not judged again."
      },
      footer = {
        "",
        "Example:",
        "  virowatch labs release 'North Lab' --reason 'bad genomes were withdrawn'"
      },
      mixinStandardHelpOptions = true)
  int release(
      @Mixin DeploymentOptions deployment,
      @Parameters(paramLabel = "LAB", description = "The lab, as its genomes name it.") String lab,
      @Option(names = "--dataset", paramLabel = "NAME", description = DATASET)
          @Nullable String dataset,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = REASON)
          String reason) {
    String counted = dataset(deployment, dataset);
    LabStore store = new LabStore(deployment.bootstrapServers());
    TreeSet<String> held = new TreeSet<>();
    store.openAlerts().stream()
        .filter(alert -> alert.getDataset().equals(counted))
        .forEach(alert -> held.add(LabHistory.lab(alert)));
    store.orders().stream()
        .filter(order -> order.getDataset().equals(counted))
        .filter(order -> order.getAction() == LabAction.HOLD)
        .forEach(order -> held.add(order.getLab()));
    if (!held.contains(lab)) {
      throw new StackException(
          "the lab '"
              + lab
              + "' is not held for "
              + counted
              + "; "
              + (held.isEmpty() ? "no lab is" : "held are " + String.join(", ", held)));
    }
    store.put(order(counted, lab, LabAction.RELEASE, reason).build());
    print("released " + lab + " (" + counted + "): from the next tick on its genomes count");
    return 0;
  }

  private static final String DATASET = "Reference dataset (default: the stack's first).";
  private static final String REASON = "Why, for those who look later.";

  private String dataset(DeploymentOptions deployment, @Nullable String asked) {
    Deployment stack;
    try {
      stack = deployment.deployment();
    } catch (DeploymentException e) {
      if (asked == null) {
        throw e;
      }
      return asked; // of a broker alone nobody says which datasets there are
    }
    if (asked == null) {
      return stack.defaultDataset().name();
    }
    if (stack.dataset(asked).isEmpty()) {
      throw new StackException(
          "--dataset: the stack counts no genomes of '"
              + asked
              + "'; there are "
              + stack.datasets().stream().map(DeployedDataset::name).collect(joining(", ")));
    }
    return asked;
  }

  private static LabOrder.Builder order(
      String dataset, String lab, LabAction action, String reason) {
    return LabOrder.newBuilder()
        .setDataset(dataset)
        .setLab(lab)
        .setAction(action)
        .setOrderedAt(Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.MILLIS))
        .setReason(reason);
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
