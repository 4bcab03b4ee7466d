package org.virowatch.surveillance.rule;

/**
 * Why a rule is refused.
 *
 * @param rule the rule's id, or which document it is when it has none
 * @param field the field at fault
 * @param value what stands there, cut to a readable length
 * @param reason what is wrong with it
 * @param remedy what to do
 */
public record RuleProblem(String rule, String field, String value, String reason, String remedy) {
  private static final int LONGEST_VALUE = 80;

  /** Cuts a value that is too long to show. */
  public RuleProblem {
    if (value.length() > LONGEST_VALUE) {
      value = value.substring(0, LONGEST_VALUE) + "…";
    }
  }

  /** Returns the problem as one sentence for people. */
  @Override
  public String toString() {
    return rule + ": " + field + " '" + value + "' " + reason + "; " + remedy;
  }
}
