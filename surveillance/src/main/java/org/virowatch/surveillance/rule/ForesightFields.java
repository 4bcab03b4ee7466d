package org.virowatch.surveillance.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.RuleKind;

/** Checks the fields of a rule that look ahead or across regions, and which kinds take them. */
final class ForesightFields {
  /** The furthest a growth model is asked to look, in days. */
  static final int MAX_HORIZON_DAYS = 180;

  /** The fewest weeks that a growth can be seen in. */
  static final int MIN_POOLED_WEEKS = 3;

  /** The most weeks that a pooled model looks at: growth is not one rate for longer. */
  static final int MAX_POOLED_WEEKS = 26;

  private static final String LEAVES_OUT = "always leaves out genomes of targeted sampling";

  private static final double MAX_GROWTH = 10;
  private static final int MAX_COUNT = 1_000_000;

  private final AlertRule rule;
  private final boolean pooled;
  private final List<RuleProblem> problems = new ArrayList<>();

  private ForesightFields(AlertRule rule) {
    this.rule = rule;
    this.pooled = RuleValidation.isPooled(rule);
  }

  static List<RuleProblem> problems(AlertRule rule) {
    ForesightFields fields = new ForesightFields(rule);
    fields.checkRanges();
    if (fields.pooled) {
      fields.checkPooled();
    } else {
      fields.checkLocal();
    }
    return fields.problems;
  }

  private void checkRanges() {
    checkWithin("fdr", rule.getFdr(), 0, 1, "write 10 % as 0.1");
    checkWithin(
        "minGrowth",
        rule.getMinGrowth(),
        -MAX_GROWTH,
        MAX_GROWTH,
        "write odds that grow by" + " 50 % a week as ln 1.5 = 0.405");
    checkWithin("probability", rule.getProbability(), 0, 1, "write 50 % as 0.5");
    checkWithin("minCompleteness", rule.getMinCompleteness(), 0, 1, "write 80 % as 0.8");
    checkCount("horizonDays", rule.getHorizonDays(), 0, MAX_HORIZON_DAYS);
    checkCount("minRegions", rule.getMinRegions(), 1, MAX_COUNT);
    checkCount("minLineages", rule.getMinLineages(), 1, MAX_COUNT);
  }

  private void checkPooled() {
    if (rule.getKind() == RuleKind.GROWTH && rule.getFdr() == null) {
      refuse("fdr", "", "is missing, and a growth rule needs it", "give a rate such as 0.05");
    }
    if (rule.getKind() == RuleKind.SPREAD && rule.getProbability() == null) {
      refuse(
          "probability",
          "",
          "is missing, and a spread rule needs it",
          "give the probability, such as 0.5, that must be exceeded");
    }
    if (rule.getProbability() != null) {
      require("threshold", rule.getThreshold(), "give the frequency, such as 0.05, to be exceeded");
      require("horizonDays", rule.getHorizonDays(), "give the days to look ahead, such as 90");
    }
    if (rule.getProbability() == null && rule.getKind() == RuleKind.GROWTH) {
      String reason = "asks for no probability";
      refuseGiven("threshold", rule.getThreshold(), reason);
      refuseGiven("horizonDays", rule.getHorizonDays(), reason);
    }
    refuseGiven("sampling", samplingGiven(), LEAVES_OUT);
    refuseGiven("resolveBelow", rule.getResolveBelow(), "resolves by its growth and probability");
    refuseGiven("minLineages", rule.getMinLineages(), "follows one lineage at a time");
    if (rule.getMinLabs() != 1) {
      refuseGiven("minLabs", rule.getMinLabs(), "looks at counts of regions, not of labs");
    }
    if (rule.getMinGenomesBefore() != 0) {
      refuseGiven("minGenomesBefore", rule.getMinGenomesBefore(), "needs no past of the region");
    }
    if (rule.getWindowWeeks() < MIN_POOLED_WEEKS || rule.getWindowWeeks() > MAX_POOLED_WEEKS) {
      refuse(
          "windowWeeks",
          Integer.toString(rule.getWindowWeeks()),
          "is not within " + MIN_POOLED_WEEKS + " to " + MAX_POOLED_WEEKS + ", as growth needs it",
          "leave it out for " + RuleReading.POOLED_WINDOW_WEEKS);
    }
  }

  private void checkLocal() {
    boolean growth = rule.getKind() == RuleKind.GROWTH;
    boolean convergence = rule.getKind() == RuleKind.CONVERGENCE;
    boolean uploads = RuleValidation.isOfSubmissions(rule);
    String reason =
        convergence
            ? "looks at what has been seen in the world"
            : growth ? "of a mutation looks at one region" : "decides in one region by its counts";
    if (growth && rule.getFdr() == null) {
      refuse("fdr", "", "is missing, and a growth rule needs it", "give a rate such as 0.05");
    }
    if (!growth && !convergence && !uploads) {
      refuseGiven("fdr", rule.getFdr(), reason);
    }
    if (!growth && !convergence) {
      refuseGiven("minGrowth", rule.getMinGrowth(), reason);
    }
    if (convergence || uploads) {
      refuseGiven(
          "threshold", rule.getThreshold(), convergence ? "counts lineages" : "counts uploads");
    }
    if (convergence || uploads) {
      refuseGiven("sampling", samplingGiven(), convergence ? LEAVES_OUT : "counts every upload");
    }
    if (!convergence) {
      refuseGiven("minLineages", rule.getMinLineages(), reason);
    }
    if (uploads) {
      refuseGiven(
          "resolveBelow",
          rule.getResolveBelow(),
          rule.getKind() == RuleKind.FRESHNESS
              ? "resolves when uploads are as before"
              : "resolves when the lab is released");
    }
    if (growth || convergence) {
      refuseGiven("resolveBelow", rule.getResolveBelow(), "resolves when it no longer grows");
    }
    refuseGiven("probability", rule.getProbability(), reason);
    refuseGiven("horizonDays", rule.getHorizonDays(), reason);
    refuseGiven("minRegions", rule.getMinRegions(), reason);
    refuseGiven("minCompleteness", rule.getMinCompleteness(), reason);
  }

  private void checkWithin(
      String field, @Nullable Double value, double least, double most, String remedy) {
    if (value != null && !(value >= least && value <= most)) {
      refuse(field, value.toString(), "is not within " + least + " to " + most, remedy);
    }
  }

  private @Nullable String samplingGiven() {
    return rule.getSampling() == null ? null : rule.getSampling().name().toLowerCase(Locale.ROOT);
  }

  private void checkCount(String field, @Nullable Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      refuse(
          field,
          value.toString(),
          "is not within " + least + " to " + most,
          "choose a number in that range");
    }
  }

  private void require(String field, @Nullable Object value, String remedy) {
    if (value == null) {
      refuse(field, "", "is missing, and the probability needs it", remedy);
    }
  }

  private void refuseGiven(String field, @Nullable Object value, String reason) {
    if (value != null) {
      refuse(
          field,
          value.toString(),
          "is not for a " + kind() + " rule, which " + reason,
          "leave it out");
    }
  }

  private String kind() {
    return rule.getKind().name().toLowerCase(Locale.ROOT);
  }

  private void refuse(String field, String value, String reason, String remedy) {
    String name = rule.getId().isEmpty() ? "rule without id" : "rule " + rule.getId();
    problems.add(new RuleProblem(name, field, value, reason, remedy));
  }
}
