package org.virowatch.ingest.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error where that is a terminal, and nothing elsewhere. */
public final class ProgressDisplay implements AutoCloseable {
  private final @Nullable ProgressBar bar;

  private ProgressDisplay(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * Begins a display.
   *
   * @param task what is being done, in a word
   * @param unit what is counted, in a word
   * @param expected how many are expected; 0 or less when not known
   */
  public static ProgressDisplay begin(String task, String unit, long expected) {
    if (!isTerminal()) {
      return new ProgressDisplay(null);
    }
    return new ProgressDisplay(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(expected > 0 ? expected : -1)
            .setUnit(" " + unit, 1)
            .setUpdateIntervalMillis(500)
            .showSpeed()
            .clearDisplayOnFinish()
            .build());
  }

  /** Shows nothing. */
  public static ProgressDisplay none() {
    return new ProgressDisplay(null);
  }

  /** Counts one. */
  public void step() {
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  @SuppressWarnings("SystemConsoleNull") // Asked only where standard error itself cannot be.
  private static boolean isTerminal() {
    Path standardError = Path.of("/proc/self/fd/2");
    if (!Files.exists(standardError)) {
      return System.console() != null;
    }
    try {
      String target = Files.readSymbolicLink(standardError).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
