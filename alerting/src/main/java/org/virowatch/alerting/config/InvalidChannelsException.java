package org.virowatch.alerting.config;

import java.util.List;

/** A channels file that cannot be used; says everything that is wrong with it at once. */
public final class InvalidChannelsException extends RuntimeException {
  private final List<String> problems;

  /**
   * Collects the problems.
   *
   * @param source the file
   * @param problems one sentence each, beginning with the field
   */
  public InvalidChannelsException(String source, List<String> problems) {
    super(
        source
            + " cannot be used, "
            + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + ":\n  - "
            + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, in the order of the file. */
  public List<String> problems() {
    return problems;
  }
}
