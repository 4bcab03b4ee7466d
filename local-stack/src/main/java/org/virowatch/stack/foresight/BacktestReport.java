package org.virowatch.stack.foresight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.virowatch.schemas.AlertState;
import org.virowatch.surveillance.backtest.CountReplay;
import org.virowatch.surveillance.backtest.LeadTimes;
import org.virowatch.surveillance.backtest.ReplayedAlert;
import org.virowatch.surveillance.backtest.RuleScore;
import org.virowatch.surveillance.backtest.VariantTruth;

/** A backtest as one page of HTML with plots in it: no script, no network. */
final class BacktestReport {
  private static final double TEN_PERCENT = 0.1;
  private static final int MOST_LOCATIONS = 60;
  private static final List<String> COLOURS =
      List.of(
          "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#888888", "#dd8833",
          "#335566", "#bb99dd");
  private static final String STYLE =
      """
      body{font:15px/1.45 system-ui,sans-serif;color:#1b2330;background:#fff;max-width:62rem;\
      margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin:0 0 .3rem}h2{font-size:1.15rem;margin:2.2rem 0 .4rem}
      h3{font-size:1rem;margin:1.4rem 0 .2rem}p{margin:.3rem 0 .8rem;color:#46505f}
      table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}
      th,td{text-align:right;padding:.3rem .7rem;border-bottom:1px solid #dfe3e8}
      th:first-child,td:first-child{text-align:left}th{font-weight:600;color:#46505f}
      svg{width:100%;height:auto;font:11px system-ui,sans-serif}
      .key span{margin-right:1rem;white-space:nowrap}
      .key i{display:inline-block;width:.8rem;height:.8rem;border-radius:2px;margin-right:.3rem}
      """;

  private final Backtest backtest;
  private final List<String> variants;

  BacktestReport(Backtest backtest) {
    this.backtest = backtest;
    this.variants = shownVariants(backtest.truth());
  }

  /** Variants that were ever frequent, in order of the day on which they first were. */
  private static List<String> shownVariants(VariantTruth truth) {
    record First(LocalDate day, String variant) {}
    List<First> first = new ArrayList<>();
    for (String variant : truth.variants()) {
      truth.locations().stream()
          .flatMap(location -> truth.reaches(location, variant, TEN_PERCENT).stream())
          .min(Comparator.naturalOrder())
          .filter(day -> !CountReplay.UNNAMED.contains(variant))
          .ifPresent(day -> first.add(new First(day, variant)));
    }
    first.sort(Comparator.comparing(First::day).thenComparing(First::variant));
    return first.stream().map(First::variant).toList();
  }

  /** Returns the page. */
  String html() {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>Backtest of alert rules</title><style>")
        .append(STYLE)
        .append("</style></head><body>\n<h1>Would these rules have warned?</h1>\n<p>");
    page.append("Decisions on what was known from ")
        .append(backtest.observed().get(0))
        .append(" to ")
        .append(backtest.observed().get(1))
        .append(", judged by what became known later.");
    backtest.notes().forEach(note -> page.append("<br>").append(escape(note)));
    page.append("</p>\n");
    appendSummary(page);
    appendLeads(page);
    appendLocations(page);
    appendFalseAlarms(page);
    return page.append("</body></html>\n").toString();
  }

  private void appendSummary(StringBuilder page) {
    boolean decoys = !backtest.decoys().isEmpty();
    page.append("<h2>Each rule</h2>\n<table><tr><th>rule</th><th>alerts</th>");
    for (double threshold : RuleScore.THRESHOLDS) {
      page.append("<th>days before ").append(percent(threshold)).append("</th>");
    }
    page.append("<th>missed</th><th>false</th><th>false a location-year</th>")
        .append(decoys ? "<th>decoys</th>" : "")
        .append("</tr>\n");
    for (RuleScore score : backtest.scores()) {
      LeadTimes ten = tenPercent(score);
      page.append("<tr><td>").append(escape(score.rule())).append("</td>");
      cell(page, Integer.toString(score.alerts()));
      score.leads().forEach(leads -> cell(page, BacktestText.leads(leads)));
      cell(page, ten.missed() + " of " + ten.leads().size());
      cell(page, Integer.toString(score.falseAlarms().size()));
      cell(page, String.format(Locale.ROOT, "%.2f", score.falseAlarmsPerRegionYear()));
      if (decoys) {
        cell(page, BacktestText.decoy(backtest.decoys().get(score.rule())));
      }
      page.append("</tr>\n");
    }
    page.append(
            "</table>\n<p>Days from the first alert to the day on which the variant reached the")
        .append(" frequency: median (quartiles), misses last. Missed: of those that reached 10 %.")
        .append(" False: never passed 5 % within 90 days.</p>\n");
  }

  private void appendLeads(StringBuilder page) {
    page.append("<h2>Days of warning before 10 %</h2>\n<p>Each dot is one variant in one location;")
        .append(" right of the line the alert came in time. The bar is the median.</p>\n");
    for (RuleScore score : backtest.scores()) {
      LeadTimes leads = tenPercent(score);
      if (leads.missed() < leads.leads().size()) {
        page.append("<h3>").append(escape(score.rule())).append("</h3>\n");
        page.append(LeadPlot.svg(leads, variants, COLOURS));
      }
    }
    appendKey(page);
  }

  private void appendLocations(StringBuilder page) {
    page.append("<h2>Frequencies, and when the first alerts came</h2>\n<p>Lines: what became known")
        .append(" later. Marks under them: the first alert of each rule about the variant of that")
        .append(" colour, in the order of the table above.</p>\n");
    List<String> locations = backtest.truth().locations();
    for (String location : locations.subList(0, Math.min(MOST_LOCATIONS, locations.size()))) {
      page.append("<h3>").append(escape(location)).append("</h3>\n");
      page.append(
          new LocationPlot(backtest.truth(), location, variants, COLOURS)
              .svg(backtest.scores(), firstAlerts(location)));
    }
    appendKey(page);
  }

  private List<ReplayedAlert> firstAlerts(String location) {
    TreeSet<String> seen = new TreeSet<>();
    return backtest.alerts().stream()
        .filter(alert -> alert.location().equals(location))
        .filter(alert -> alert.event().getState() == AlertState.FIRING)
        .filter(alert -> seen.add(alert.event().getRuleId() + "|" + alert.variant()))
        .toList();
  }

  private void appendKey(StringBuilder page) {
    page.append("<p class=\"key\">");
    for (int index = 0; index < variants.size(); index++) {
      page.append("<span><i style=\"background:")
          .append(COLOURS.get(index % COLOURS.size()))
          .append("\"></i>")
          .append(escape(variants.get(index)))
          .append("</span>");
    }
    page.append("</p>\n");
  }

  private void appendFalseAlarms(StringBuilder page) {
    page.append("<h2>False alarms</h2>\n<table><tr><th>rule</th><th>location</th><th>variant</th>")
        .append("<th>alerted</th></tr>\n");
    for (RuleScore score : backtest.scores()) {
      for (ReplayedAlert alert : score.falseAlarms()) {
        page.append("<tr><td>").append(escape(score.rule())).append("</td>");
        cell(page, alert.location());
        cell(page, alert.variant());
        cell(page, alert.asOf().toString());
        page.append("</tr>\n");
      }
    }
    page.append("</table>\n");
  }

  private static LeadTimes tenPercent(RuleScore score) {
    return score.leads().get(RuleScore.THRESHOLDS.indexOf(TEN_PERCENT));
  }

  private static void cell(StringBuilder page, String text) {
    page.append("<td>").append(escape(text)).append("</td>");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** Makes a text safe between and inside tags. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
