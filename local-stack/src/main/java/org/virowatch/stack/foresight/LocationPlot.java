package org.virowatch.stack.foresight;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.virowatch.surveillance.backtest.ReplayedAlert;
import org.virowatch.surveillance.backtest.RuleScore;
import org.virowatch.surveillance.backtest.VariantTruth;

/** Draws one location: frequencies over time, and when each rule's first alerts came. */
final class LocationPlot {
  private static final int WIDTH = 900;
  private static final int LEFT = 130;
  private static final int RIGHT = 10;
  private static final int TOP = 8;
  private static final int PLOT = 150;
  private static final int LANE = 14;
  private static final int DAYS_BETWEEN_POINTS = 3;

  private final VariantTruth truth;
  private final String location;
  private final List<String> variants;
  private final List<String> colours;

  LocationPlot(VariantTruth truth, String location, List<String> variants, List<String> colours) {
    this.truth = truth;
    this.location = location;
    this.variants = variants;
    this.colours = colours;
  }

  String svg(List<RuleScore> rules, List<ReplayedAlert> alerts) {
    int height = TOP + PLOT + 22 + LANE * rules.size() + 6;
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"frequencies of %s\">",
                WIDTH,
                height,
                BacktestReport.escape(location)));
    appendAxes(svg);
    for (int index = 0; index < variants.size(); index++) {
      appendLine(svg, variants.get(index), colours.get(index % colours.size()));
    }
    for (int lane = 0; lane < rules.size(); lane++) {
      appendLane(svg, rules.get(lane).rule(), TOP + PLOT + 30 + LANE * lane, alerts);
    }
    return svg.append("</svg>\n").toString();
  }

  private void appendAxes(StringBuilder svg) {
    for (int percent = 0; percent <= 100; percent += 25) {
      double y = y(percent / 100.0);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#e6e9ed\"/><text"
                  + " x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#66707f\">%d %%</text>",
              LEFT,
              y,
              WIDTH - RIGHT,
              y,
              LEFT - 6,
              y + 4,
              percent));
    }
    LocalDate month = truth.firstDay().withDayOfMonth(1).plusMonths(1);
    for (; !month.isAfter(truth.lastDay()); month = month.plusMonths(2)) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#66707f\">%s</text>",
              x(month),
              TOP + PLOT + 15,
              month.toString().substring(0, 7)));
    }
  }

  private void appendLine(StringBuilder svg, String variant, String colour) {
    svg.append("<polyline fill=\"none\" stroke-width=\"1.8\" stroke=\"").append(colour);
    svg.append("\" points=\"");
    for (LocalDate day = truth.firstDay();
        !day.isAfter(truth.lastDay());
        day = day.plusDays(DAYS_BETWEEN_POINTS)) {
      svg.append(
          String.format(
              Locale.ROOT, "%.1f,%.1f ", x(day), y(truth.frequency(location, variant, day))));
    }
    svg.append("\"><title>").append(BacktestReport.escape(variant)).append("</title></polyline>");
  }

  private void appendLane(StringBuilder svg, String rule, int y, List<ReplayedAlert> alerts) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#46505f\">%s</text>",
            LEFT - 6,
            y + 4,
            BacktestReport.escape(rule)));
    for (ReplayedAlert alert : alerts) {
      if (alert.event().getRuleId().equals(rule)) {
        int colour = variants.indexOf(alert.variant());
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"5\" height=\"10\" rx=\"1\" fill=\"%s\">"
                    + "<title>%s</title></rect>",
                x(alert.asOf()) - 2.5,
                y - 5,
                colour < 0 ? "#888888" : colours.get(colour % colours.size()),
                BacktestReport.escape(alert.variant() + ", " + alert.asOf())));
      }
    }
  }

  private double x(LocalDate day) {
    double all = Math.max(1, ChronoUnit.DAYS.between(truth.firstDay(), truth.lastDay()));
    double at = Math.max(0, Math.min(all, (double) ChronoUnit.DAYS.between(truth.firstDay(), day)));
    return LEFT + at * (WIDTH - LEFT - RIGHT) / all;
  }

  private static double y(double share) {
    return TOP + PLOT * (1 - share);
  }
}
