package org.virowatch.stack.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.virowatch.stack.demo.StreamTally.Snapshot;

/**
 * Shows the demo as it goes: on a terminal a table drawn again in place, elsewhere a line now and
 * then. Safe for use by several threads.
 */
final class DemoScreen {
  /** Set by the launcher, which can ask the system. */
  private static final String TERMINAL_PROPERTY = "virowatch.terminal";

  private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);
  private static final int TOP_LINEAGES = 5;
  private static final int WIDTH = 100;
  private static final int BAR = 30;

  private final PrintWriter out;
  private final boolean terminal;
  private int drawn;
  private long lastLineNanos = System.nanoTime() - LINE_INTERVAL.toNanos();

  DemoScreen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Returns whether standard output is a terminal that can draw. */
  static boolean isTerminal() {
    String kind = System.getenv("TERM");
    return Boolean.getBoolean(TERMINAL_PROPERTY) && kind != null && !kind.equals("dumb");
  }

  /** Prints a line that stays. */
  synchronized void line(String text) {
    erase();
    out.println(text);
    out.flush();
  }

  /** Tells an alert that has just fired; on a terminal the table shows it. */
  synchronized void alert(String text) {
    if (!terminal) {
      out.println("  ALERT " + text);
      out.flush();
    }
  }

  /** Shows the progress; {@code records} is how many records there are to upload. */
  synchronized void show(StreamTally tally, long uploaded, long records) {
    Snapshot now = tally.snapshot();
    if (terminal) {
      draw(table(tally, now, uploaded, records));
    } else if (System.nanoTime() - lastLineNanos >= LINE_INTERVAL.toNanos()) {
      lastLineNanos = System.nanoTime();
      out.println("  " + progress(now, uploaded, records));
      out.flush();
    }
  }

  /** Shows the progress for the last time: on a terminal the table stays above what follows. */
  synchronized void showLast(StreamTally tally, long uploaded, long records) {
    show(tally, uploaded, records);
    drawn = 0;
  }

  private static String progress(Snapshot now, long uploaded, long records) {
    return String.format(
        Locale.ROOT,
        "uploaded %,d of %,d, called %,d, rejected %,d, %.0f genomes/s, alerts %,d%s",
        uploaded,
        records,
        now.genomes(),
        now.rejections(),
        now.rate(),
        now.alerts(),
        now.eventTime() == null ? "" : ", event time " + day(now));
  }

  private static String day(Snapshot now) {
    return String.valueOf(now.eventTime()).substring(0, 10);
  }

  private static List<String> table(StreamTally tally, Snapshot now, long uploaded, long records) {
    List<String> lines = new ArrayList<>();
    double done = records == 0 ? 0 : (double) (now.genomes() + now.rejections()) / records;
    int filled = (int) Math.min(BAR, Math.round(done * BAR));
    lines.add("");
    lines.add(
        "  SIMULATED outbreak  ["
            + "#".repeat(filled)
            + ".".repeat(BAR - filled)
            + "]  "
            + (now.eventTime() == null ? "" : "event time " + day(now)));
    lines.add("  " + progress(now, uploaded, records));
    lines.add("");
    lines.add("  Lineages among the genomes called last");
    for (StreamTally.TopLineages top : tally.topLineages(TOP_LINEAGES)) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "    %-4s", top.region()));
      for (StreamTally.Share share : top.lineages()) {
        line.append(
            String.format(Locale.ROOT, "%-10s%4.0f %%   ", share.lineage(), 100 * share.share()));
      }
      lines.add(line.toString());
    }
    lines.add("");
    lines.add("  Alerts");
    List<String> alerts = tally.recentAlerts();
    if (alerts.isEmpty()) {
      lines.add("    none yet");
    }
    alerts.forEach(alert -> lines.add("    " + alert));
    return lines;
  }

  private void draw(List<String> lines) {
    erase();
    for (String line : lines) {
      out.println(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line);
    }
    drawn = lines.size();
    out.flush();
  }

  /** Moves to the first line of the table and clears from there. */
  private void erase() {
    if (terminal && drawn > 0) {
      out.print("\u001b[" + drawn + "A\u001b[J");
      drawn = 0;
    }
  }
}
