package org.virowatch.stack.foresight;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.Evidence;
import org.virowatch.stack.command.TextTable;
import org.virowatch.surveillance.backtest.Decoys;
import org.virowatch.surveillance.backtest.LeadTimes;
import org.virowatch.surveillance.backtest.ReplayedAlert;
import org.virowatch.surveillance.backtest.RuleScore;

/** Writes a backtest as tables and JSON. */
final class BacktestText {
  /** Columns of the table of events. */
  static final List<String> COLUMNS =
      List.of(
          "rule",
          "kind",
          "location",
          "variant",
          "as_of",
          "state",
          "k",
          "n",
          "frequency",
          "lower",
          "upper",
          "growth_per_week",
          "growth_lower",
          "growth_upper",
          "p_adjusted",
          "completeness");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BacktestText() {}

  /** Returns every event as tab-separated text; what a kind does not look at is empty. */
  static String tsv(Backtest backtest) {
    StringBuilder text = new StringBuilder(String.join("\t", COLUMNS)).append('\n');
    for (ReplayedAlert alert : backtest.alerts()) {
      Evidence evidence = alert.event().getEvidence();
      text.append(
          String.join(
              "\t",
              alert.event().getRuleId(),
              lower(alert.event().getKind()),
              clean(alert.location()),
              clean(alert.variant()),
              alert.asOf().toString(),
              lower(alert.event().getState()),
              Long.toString(evidence.getCount()),
              Long.toString(evidence.getCoverage()),
              number(evidence.getFrequency()),
              number(evidence.getLower()),
              number(evidence.getUpper()),
              number(evidence.getGrowthPerWeek()),
              number(evidence.getGrowthLower()),
              number(evidence.getGrowthUpper()),
              number(evidence.getAdjustedP()),
              number(evidence.getCompleteness())));
      text.append('\n');
    }
    return text.toString();
  }

  /** Prints how each rule did. */
  static void print(Backtest backtest, PrintWriter out) {
    boolean decoys = !backtest.decoys().isEmpty();
    TextTable table =
        new TextTable(
            "rule",
            "kind",
            "alerts",
            "1 %",
            "5 %",
            "10 %",
            "50 %",
            "missed",
            "false",
            "a year",
            decoys ? "decoys" : "");
    for (RuleScore score : backtest.scores()) {
      LeadTimes ten = score.leads().get(RuleScore.THRESHOLDS.indexOf(0.1));
      table.row(
          score.rule(),
          lower(score.kind()),
          Integer.toString(score.alerts()),
          leads(score.leads().get(0)),
          leads(score.leads().get(1)),
          leads(score.leads().get(2)),
          leads(score.leads().get(3)),
          ten.missed() + " of " + ten.leads().size(),
          Integer.toString(score.falseAlarms().size()),
          String.format(Locale.ROOT, "%.2f", score.falseAlarmsPerRegionYear()),
          decoys ? decoy(backtest.decoys().get(score.rule())) : "");
    }
    table.lines().forEach(out::println);
    out.println();
    out.println(
        "1 % to 50 %: days from the first alert until the variant reached that frequency, median"
            + " (quartiles); misses rank last.");
    out.println(
        "missed: of the variants that reached 10 %. false: alerts about what did not pass 5 % within"
            + " 90 days; a year: for each location and year.");
    if (decoys) {
      out.println(
          "decoys: simulated neutral sub-lineages that a rule alerted on, of those it could have"
              + " seen.");
    }
    backtest.notes().forEach(out::println);
    out.flush();
  }

  /** Returns the summary as JSON. */
  static String json(Backtest backtest) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "virowatch.backtest/1");
    root.put("firstObservation", backtest.observed().get(0).toString());
    root.put("lastObservation", backtest.observed().get(1).toString());
    ArrayNode rules = root.putArray("rules");
    for (RuleScore score : backtest.scores()) {
      ObjectNode rule = rules.addObject();
      rule.put("rule", score.rule());
      rule.put("kind", lower(score.kind()));
      rule.put("alerts", score.alerts());
      rule.put("falseAlarms", score.falseAlarms().size());
      rule.put("falseAlarmsPerRegionYear", score.falseAlarmsPerRegionYear());
      Decoys.@Nullable Figure decoys = backtest.decoys().get(score.rule());
      if (decoys != null) {
        rule.putObject("decoys")
            .put("decoys", decoys.decoys())
            .put("alerted", decoys.alerted())
            .put("places", decoys.places())
            .put("placesAlerted", decoys.placesAlerted());
      }
      ArrayNode leads = rule.putArray("leads");
      score.leads().forEach(lead -> add(leads.addObject(), lead));
      ArrayNode falseAlarms = rule.putArray("falseAlarmsAbout");
      for (ReplayedAlert alert : score.falseAlarms()) {
        falseAlarms
            .addObject()
            .put("location", alert.location())
            .put("variant", alert.variant())
            .put("asOf", alert.asOf().toString());
      }
    }
    ArrayNode notes = root.putArray("notes");
    backtest.notes().forEach(notes::add);
    return root.toPrettyString();
  }

  private static void add(ObjectNode node, LeadTimes leads) {
    node.put("threshold", leads.threshold());
    node.put("reached", leads.leads().size());
    node.put("missed", leads.missed());
    node.put("median", leads.quantile(0.5).orElse(null));
    node.put("lowerQuartile", leads.quantile(0.25).orElse(null));
    node.put("upperQuartile", leads.quantile(0.75).orElse(null));
    ArrayNode each = node.putArray("variants");
    for (LeadTimes.Lead lead : leads.leads()) {
      each.addObject()
          .put("location", lead.location())
          .put("variant", lead.variant())
          .put("reached", lead.reached().toString())
          .put("alerted", lead.alerted() == null ? null : lead.alerted().toString())
          .put("days", lead.days().orElse(null));
    }
  }

  /** Returns a median with its quartiles. */
  static String leads(LeadTimes leads) {
    return leads.leads().isEmpty()
        ? "-"
        : days(leads.quantile(0.5))
            + " ("
            + days(leads.quantile(0.25))
            + " to "
            + days(leads.quantile(0.75))
            + ")";
  }

  /** Returns what a rule said about decoys. */
  static String decoy(Decoys.@Nullable Figure figure) {
    return figure == null
        ? "-"
        : String.format(
            Locale.ROOT,
            "%d of %d (%.1f %%)",
            figure.alerted(),
            figure.decoys(),
            100 * figure.share());
  }

  private static String days(Optional<Double> days) {
    return days.map(value -> String.format(Locale.ROOT, "%.0f", value)).orElse("missed");
  }

  static String lower(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.6g", value);
  }

  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
