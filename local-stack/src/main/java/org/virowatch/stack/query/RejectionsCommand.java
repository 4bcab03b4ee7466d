package org.virowatch.stack.query;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.virowatch.alerting.topic.BrokerException;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.deployment.DeploymentException;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch rejections}: what was submitted and does not count, with the reason. */
@Command(
    name = "rejections",
    description = {
      "Shows submitted genomes that do not count, each with the reason and what to do.",
      "What 'submit' refuses is on its receipt and never gets here."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch rejections --lab 'Lab 1'",
      "  virowatch rejections --code WRONG_VIRUS --format json"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
public final class RejectionsCommand implements Callable<Integer> {
  /** How the rejections are printed. */
  enum Format {
    /** Tab-separated values with a header line. */
    TSV,
    /** One JSON object a line. */
    JSON
  }

  private static final List<String> COLUMNS =
      List.of(
          "accession",
          "version",
          "sequence_name",
          "dataset",
          "lab",
          "submitted_at",
          "code",
          "field",
          "message",
          "value");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Spec private CommandSpec spec;
  @Mixin private DeploymentOptions deployment;

  @Option(names = "--accession", paramLabel = "ACCESSION", description = "Of this genome only.")
  private @Nullable String accession;

  @Option(names = "--lab", paramLabel = "NAME", description = "Of this lab only.")
  private @Nullable String lab;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "For this reason only: ${COMPLETION-CANDIDATES}.")
  private @Nullable RejectionCode code;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Only the newest N by time of submission (default: ${DEFAULT-VALUE}).")
  private int last = 1000;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TSV",
      description = "tsv or json, one object a line (default: tsv).")
  private Format format = Format.TSV;

  private final PriorityQueue<Rejection> newest =
      new PriorityQueue<>(
          Comparator.comparing(Rejection::getSubmittedAt).thenComparing(Rejection::getAccession));
  private long shown;
  private long undecodable;

  @Override
  public Integer call() {
    if (last < 1) {
      throw new ParameterException(spec.commandLine(), "--last must be at least 1: " + last);
    }
    PrintWriter err = spec.commandLine().getErr();
    WireCodec<Rejection> codec = WireCodec.of(Rejection.class);
    try (TopicReader reader = TopicReader.open(deployment.bootstrapServers(), Topic.REJECTIONS)) {
      reader.readToEnd((key, value) -> take(value, codec));
    } catch (BrokerException | DeploymentException e) {
      err.println("virowatch rejections: " + e.getMessage());
      return 1;
    } catch (KafkaException e) {
      err.println("virowatch rejections: the broker failed: " + e.getMessage());
      return 1;
    }
    print(spec.commandLine().getOut());
    if (shown > last) {
      err.println("virowatch rejections: the newest " + last + " of " + shown + "; see --last");
    }
    if (undecodable > 0) {
      err.println(
          "virowatch rejections: skipped " + undecodable + " record(s) that are no rejections");
    }
    return 0;
  }

  private void take(byte @Nullable [] value, WireCodec<Rejection> codec) {
    try {
      if (value != null) {
        Rejection rejection = codec.decode(value);
        if (shows(rejection)) {
          shown++;
          newest.add(rejection);
          if (newest.size() > last) {
            newest.remove();
          }
        }
        return;
      }
    } catch (UndecodableRecordException e) {
      // Counted and reported at the end: one foreign record must not hide the others.
    }
    undecodable++;
  }

  private boolean shows(Rejection rejection) {
    return (accession == null || accession.equals(rejection.getAccession()))
        && (lab == null || lab.equals(rejection.getLab()))
        && (code == null || code == rejection.getCode());
  }

  private void print(PrintWriter out) {
    if (format == Format.TSV) {
      out.println(String.join("\t", COLUMNS));
    }
    while (!newest.isEmpty()) {
      Rejection rejection = newest.remove();
      List<String> cells = cells(rejection);
      if (format == Format.TSV) {
        out.println(String.join("\t", cells));
      } else {
        ObjectNode object = MAPPER.createObjectNode();
        for (int i = 0; i < cells.size(); i++) {
          object.put(COLUMNS.get(i), cells.get(i));
        }
        object.put("version", rejection.getVersion());
        out.println(object);
      }
    }
    out.flush();
  }

  private static List<String> cells(Rejection rejection) {
    return Stream.of(
            rejection.getAccession(),
            rejection.getVersion(),
            rejection.getSequenceName(),
            rejection.getDataset(),
            rejection.getLab(),
            rejection.getSubmittedAt(),
            rejection.getCode(),
            rejection.getField(),
            rejection.getMessage(),
            rejection.getValue())
        // Labs write these texts: no control character reaches the terminal or breaks the table.
        .map(cell -> cell == null ? "" : cell.toString().replaceAll("\\p{Cntrl}", " "))
        .toList();
  }
}
