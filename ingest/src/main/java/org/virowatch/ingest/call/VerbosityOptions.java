package org.virowatch.ingest.call;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.ingest.progress.ProgressDisplay;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How much goes to standard error. What prevents a run is told whatever is chosen; what is wrong
 * with a sequence stands in the outputs.
 */
final class VerbosityOptions {

  private enum Level {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  private Level level = Level.WARN;

  @Option(
      order = 1, // methods have no order of their own
      names = "--verbosity",
      paramLabel = "LEVEL",
      description =
          "What goes to standard error: off or error for nothing but what prevents the run; warn,"
              + " info, debug or trace for progress and a summary too (default: warn).")
  void verbosity(String name) {
    try {
      level = Level.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "--verbosity takes off, error, warn, info, debug or trace, got " + name,
          e);
    }
  }

  @Option(
      order = 2,
      names = {"--silent", "--quiet"},
      description = "The same as --verbosity error.")
  void quiet(boolean wanted) {
    level = wanted ? Level.ERROR : level;
  }

  @Option(
      order = 3,
      names = {"-v", "--verbose"},
      description = "The same as --verbosity info.")
  void verbose(boolean wanted) {
    level = wanted ? Level.INFO : level;
  }

  /** Shows what has been done, where that is wanted. */
  ProgressDisplay progress() {
    return tellsResult() ? ProgressDisplay.begin("call", "genomes", 0) : ProgressDisplay.none();
  }

  /** Whether a summary is wanted. */
  boolean tellsResult() {
    return level.compareTo(Level.WARN) >= 0;
  }
}
