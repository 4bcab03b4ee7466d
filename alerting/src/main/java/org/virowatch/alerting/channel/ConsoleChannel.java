package org.virowatch.alerting.channel;

import java.io.PrintStream;
import java.util.Locale;
import org.virowatch.schemas.AlertEvent;

/** Prints each event as one line, for a person to read or as JSON for a program. */
public final class ConsoleChannel implements Channel {
  /** What a line looks like. */
  public enum Format {
    /** A sentence for people. */
    TEXT,
    /** The {@link AlertDocument}, one a line. */
    JSON
  }

  private final String name;
  private final Format format;
  private final PrintStream out;

  /** Makes a channel that prints to the given stream, which stays open when the channel closes. */
  public ConsoleChannel(String name, Format format, PrintStream out) {
    this.name = name;
    this.format = format;
    this.out = out;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Attempt deliver(AlertEvent event) {
    out.println(format == Format.JSON ? AlertDocument.of(event).toJson() : sentence(event));
    out.flush();
    return new Attempt.Delivered();
  }

  /** Returns the event as one line for people, without control characters. */
  public static String sentence(AlertEvent event) {
    String line =
        String.format(
            Locale.ROOT,
            "ALERT %s %s %s %s (rule %s, as of %s, alert %s)%s",
            event.getState(),
            event.getSeverity(),
            event.getRegion(),
            event.getMessage(),
            event.getRuleId(),
            event.getAsOf(),
            event.getAlertId(),
            event.getSimulated() ? " [simulated data]" : "");
    return line.replaceAll("\\p{Cntrl}", " ");
  }
}
