package org.virowatch.surveillance.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Rules that are refused, with every reason at once. */
public final class InvalidRulesException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<RuleProblem> problems;

  /** Takes the reasons, at least one. */
  public InvalidRulesException(List<RuleProblem> problems) {
    super(problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Returns the reasons in the order of the documents. */
  public List<RuleProblem> problems() {
    return problems;
  }
}
