package org.virowatch.stack.foresight;

import java.util.List;
import java.util.Locale;
import org.virowatch.surveillance.backtest.LeadTimes;

/** Draws days of warning as dots on a line of days. */
final class LeadPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 74;
  private static final int MARGIN = 60;
  private static final int AXIS = 50;
  private static final int LEAST = -60;
  private static final int MOST = 120;
  private static final int STEP = 30;

  private LeadPlot() {}

  static String svg(LeadTimes leads, List<String> variants, List<String> colours) {
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"days of warning\">",
                WIDTH,
                HEIGHT));
    for (int day = LEAST; day <= MOST; day += STEP) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" y1=\"6\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/><text x=\"%.1f\""
                  + " y=\"%d\" text-anchor=\"middle\" fill=\"#66707f\">%+d</text>",
              x(day),
              x(day),
              AXIS,
              day == 0 ? "#46505f" : "#e6e9ed",
              x(day),
              AXIS + 16,
              day));
    }
    leads
        .quantile(0.5)
        .ifPresent(
            median ->
                svg.append(
                    String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"6\" x2=\"%.1f\" y2=\"%d\" stroke=\"#1b2330\""
                            + " stroke-width=\"3\"/>",
                        x(median),
                        x(median),
                        AXIS)));
    int place = 0;
    for (LeadTimes.Lead lead : leads.leads()) {
      if (lead.days().isPresent()) {
        int colour = variants.indexOf(lead.variant());
        svg.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\" fill-opacity=\".85\">"
                    + "<title>%s</title></circle>",
                x((double) lead.days().get()),
                13 + 10 * (place++ % 4),
                colour < 0 ? "#888888" : colours.get(colour % colours.size()),
                BacktestReport.escape(
                    lead.variant() + ", " + lead.location() + ": " + lead.days().get() + " days")));
      }
    }
    if (leads.missed() > 0) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"4\" y=\"%d\" fill=\"#b3362d\">%d missed</text>",
              AXIS,
              leads.missed()));
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(double days) {
    double within = Math.max(LEAST, Math.min(MOST, days));
    return MARGIN + (within - LEAST) * (WIDTH - 2.0 * MARGIN) / (MOST - LEAST);
  }
}
