package org.virowatch.alerting.history;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.alerting.channel.AlertDocument;
import org.virowatch.schemas.AlertEvent;

/** How alerts are printed. */
public enum AlertFormat {
  /** Columns for people. */
  TABLE {
    @Override
    public void header(PrintWriter out) {
      out.println(line("STATE", "SEVERITY", "REGION", "SUBJECT", "FREQUENCY", "ONSET", "MESSAGE"));
    }

    @Override
    public void print(AlertEvent event, PrintWriter out) {
      var evidence = event.getEvidence();
      out.println(
          line(
              event.getState().name().toLowerCase(Locale.ROOT),
              event.getSeverity().name().toLowerCase(Locale.ROOT),
              event.getRegion(),
              event.getSubject(),
              String.format(
                  Locale.ROOT,
                  "%.1f%% (%d/%d)",
                  100 * evidence.getFrequency(),
                  evidence.getCount(),
                  evidence.getCoverage()),
              event.getOnset().toString(),
              event.getMessage() + (event.getSimulated() ? " [simulated data]" : "")));
    }

    private String line(String... cells) {
      Object[] cleaned = Arrays.stream(cells).map(AlertFormat::clean).toArray();
      return String.format(Locale.ROOT, "%-8s  %-8s  %-7s  %-24s  %-18s  %-20s  %s", cleaned);
    }
  },
  /** Tab-separated values with a header line, every field of the event. */
  TSV {
    @Override
    public void header(PrintWriter out) {
      out.println(String.join("\t", COLUMNS));
    }

    @Override
    public void print(AlertEvent event, PrintWriter out) {
      var evidence = event.getEvidence();
      List<Object> fields =
          List.of(
              event.getAlertId(),
              event.getSequence(),
              event.getState().name().toLowerCase(Locale.ROOT),
              event.getSeverity().name().toLowerCase(Locale.ROOT),
              event.getRuleId(),
              event.getRuleRevision(),
              event.getKind().name().toLowerCase(Locale.ROOT),
              event.getDataset(),
              event.getSubject(),
              event.getRegion(),
              event.getOnset(),
              event.getAsOf(),
              evidence.getCount(),
              evidence.getCoverage(),
              String.format(Locale.ROOT, "%.6f", evidence.getFrequency()),
              String.format(Locale.ROOT, "%.6f", evidence.getLower()),
              String.format(Locale.ROOT, "%.6f", evidence.getUpper()),
              evidence.getFirstWeek(),
              evidence.getLastWeek(),
              evidence.getLabs(),
              evidence.getCountBefore(),
              evidence.getTested(),
              number(evidence.getGrowthPerWeek()),
              number(evidence.getGrowthLower()),
              number(evidence.getGrowthUpper()),
              number(evidence.getAdjustedP()),
              number(evidence.getProbability()),
              number(evidence.getCompleteness()),
              orEmpty(evidence.getRegions()),
              orEmpty(evidence.getLineages()),
              orEmpty(evidence.getFirstCollected()),
              orEmpty(evidence.getLastCollected()),
              orEmpty(evidence.getTargetedLeftOut()),
              orEmpty(evidence.getHeldOut()),
              event.getSimulated(),
              event.getMessage());
      List<String> cells = new ArrayList<>();
      fields.forEach(field -> cells.add(clean(field.toString())));
      out.println(String.join("\t", cells));
    }
  },
  /** The webhook's JSON document, one a line. */
  JSON {
    @Override
    public void header(PrintWriter out) {}

    @Override
    public void print(AlertEvent event, PrintWriter out) {
      out.println(AlertDocument.of(event).toJson());
    }
  };

  private static final List<String> COLUMNS =
      List.of(
          "alert",
          "sequence",
          "state",
          "severity",
          "rule",
          "revision",
          "kind",
          "dataset",
          "subject",
          "region",
          "onset",
          "as_of",
          "count",
          "coverage",
          "frequency",
          "lower",
          "upper",
          "first_week",
          "last_week",
          "labs",
          "count_before",
          "tested",
          "growth_per_week",
          "growth_lower",
          "growth_upper",
          "p_adjusted",
          "probability",
          "completeness",
          "regions",
          "lineages",
          "first_collected",
          "last_collected",
          "targeted_left_out",
          "held_out",
          "simulated",
          "message");

  /** Prints what comes before the first event. */
  public abstract void header(PrintWriter out);

  /** Prints one event. */
  public abstract void print(AlertEvent event, PrintWriter out);

  private static String number(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.6g", value);
  }

  /** What a kind of rule does not look at is an empty cell. */
  private static Object orEmpty(@Nullable Object value) {
    return value == null ? "" : value;
  }

  /** Rules and labs choose some of these texts: no control character reaches the terminal. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
