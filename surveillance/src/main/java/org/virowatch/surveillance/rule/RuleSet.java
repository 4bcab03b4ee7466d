package org.virowatch.surveillance.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.virowatch.schemas.AlertRule;
import org.virowatch.surveillance.lab.LabStandings;

/**
 * The rules in force, read once so that a tick does not parse patterns, and the labs that they
 * leave out. Immutable and safe for use by several threads.
 */
public final class RuleSet {
  /** No rules. */
  public static final RuleSet EMPTY = of(List.of());

  private final List<WatchRule> rules;
  private final List<RuleProblem> problems;
  private final String fingerprint;
  private final LabStandings labs;

  private RuleSet(
      List<WatchRule> rules, List<RuleProblem> problems, String fingerprint, LabStandings labs) {
    this.rules = rules;
    this.problems = problems;
    this.fingerprint = fingerprint;
    this.labs = labs;
  }

  /**
   * Returns the set of the given rules, at most one of each id. A rule that is not valid, which the
   * command line never lets through, is left out and its {@linkplain #problems problems} are kept:
   * a bad rule must not stop the good ones.
   */
  public static RuleSet of(Collection<AlertRule> rules) {
    List<AlertRule> sorted = new ArrayList<>(rules);
    sorted.sort(Comparator.comparing(AlertRule::getId));
    List<WatchRule> valid = new ArrayList<>();
    List<RuleProblem> problems = new ArrayList<>();
    MessageDigest digest = sha256();
    for (AlertRule rule : sorted) {
      List<RuleProblem> found = RuleValidation.problems(rule);
      if (found.isEmpty()) {
        valid.add(WatchRule.of(rule));
        digest.update(rule.toString().getBytes(UTF_8));
      } else {
        problems.addAll(found);
      }
    }
    return new RuleSet(
        List.copyOf(valid),
        List.copyOf(problems),
        HexFormat.of().formatHex(digest.digest(), 0, 8),
        LabStandings.NONE);
  }

  /** Returns the same rules with other labs left out. */
  public RuleSet with(LabStandings standings) {
    return standings.isEmpty() && labs.isEmpty()
        ? this
        : new RuleSet(rules, problems, fingerprint, standings);
  }

  /** Returns how labs stand. */
  public LabStandings labs() {
    return labs;
  }

  /** Returns the valid rules by id. */
  public List<WatchRule> rules() {
    return rules;
  }

  /** Returns why rules were left out. */
  public List<RuleProblem> problems() {
    return problems;
  }

  /** Returns a text that changes whenever any rule or the standing of any lab does. */
  public String fingerprint() {
    return fingerprint + labs.fingerprint();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
