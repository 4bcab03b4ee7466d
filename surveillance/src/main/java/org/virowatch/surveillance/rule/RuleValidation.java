package org.virowatch.surveillance.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.Sampling;
import org.virowatch.surveillance.region.RegionPattern;
import org.virowatch.surveillance.region.Regions;

/** Says whether a rule makes sense, and if not, everything that is wrong with it. */
public final class RuleValidation {
  /** The longest window, in weeks: two years. */
  public static final int MAX_WINDOW_WEEKS = 104;

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
  private static final Set<RuleKind> KINDS =
      Set.of(
          RuleKind.FREQUENCY,
          RuleKind.EMERGENCE,
          RuleKind.WATCHLIST,
          RuleKind.GROWTH,
          RuleKind.SPREAD,
          RuleKind.CONVERGENCE,
          RuleKind.FRESHNESS,
          RuleKind.QUALITY);

  /** The kinds, as remedies name them. */
  static final String KIND_NAMES =
      "frequency, emergence, watchlist, growth, spread, convergence, freshness or quality";

  private static final int MAX_ID_LENGTH = 64;
  private static final int MAX_FOR_TICKS = 10_000;
  private static final int MAX_COOLDOWN_HOURS = 24 * 366;

  private final AlertRule rule;
  private final List<RuleProblem> problems = new ArrayList<>();

  private RuleValidation(AlertRule rule) {
    this.rule = rule;
  }

  /** Returns what is wrong with the rule; nothing when it is valid. */
  public static List<RuleProblem> problems(AlertRule rule) {
    RuleValidation validation = new RuleValidation(rule);
    validation.checkIdentity();
    validation.checkSubject();
    validation.checkRegions();
    validation.checkLevels();
    validation.checkNumbers();
    validation.problems.addAll(ForesightFields.problems(rule));
    return List.copyOf(validation.problems);
  }

  private void checkIdentity() {
    if (!ID.matcher(rule.getId()).matches() || rule.getId().length() > MAX_ID_LENGTH) {
      refuse(
          "id",
          rule.getId(),
          "is not a rule id",
          "use lower-case letters, digits and single hyphens, at most " + MAX_ID_LENGTH);
    }
    if (!KINDS.contains(rule.getKind())) {
      refuse("kind", "", "is missing or not known to this release", "write " + KIND_NAMES);
    }
    if (rule.getSampling() == Sampling.OTHER) {
      refuse("sampling", "", "is not known to this release", "write " + RuleReading.SAMPLING_NAMES);
    }
    if (rule.getDataset().isBlank() || rule.getDataset().indexOf('|') >= 0) {
      refuse(
          "dataset", rule.getDataset(), "is not a dataset's name", "name one, or write * for all");
    }
  }

  private void checkSubject() {
    SubjectPattern subject;
    try {
      subject = SubjectPattern.parse(rule.getSubject(), rule.getMutations());
    } catch (IllegalArgumentException e) {
      refuse(
          "subject", rule.getSubject(), "is not a subject", Objects.requireNonNull(e.getMessage()));
      return;
    }
    boolean panel = subject instanceof SubjectPattern.Panel;
    if (rule.getKind() == RuleKind.WATCHLIST && !panel) {
      refuse(
          "subject",
          rule.getSubject(),
          "is not a panel, which a watchlist rule needs",
          "write watchlist:NAME, or make the rule a frequency or emergence rule");
    }
    if (rule.getKind() == RuleKind.QUALITY
        && !(subject instanceof SubjectPattern.SubmissionsOfLab)) {
      refuse(
          "subject",
          rule.getSubject(),
          "is not a lab, and a quality rule compares labs",
          "write submissions:* for each lab, or submissions:NAME for one");
    } else if (isOfSubmissions(rule) != subject.isOfSubmissions()
        && rule.getKind() != RuleKind.OTHER) {
      refuse(
          "subject",
          rule.getSubject(),
          rule.getKind() == RuleKind.FRESHNESS
              ? "is not about uploads, which a freshness rule follows"
              : "is about uploads, which only freshness and quality rules follow",
          "write submissions for all of a region, or submissions:* for each lab, with kind:"
              + " freshness");
    } else if (rule.getKind() == RuleKind.SPREAD && !subject.isOfLineages()) {
      refuse(
          "subject",
          rule.getSubject(),
          "is not a lineage, and a spread rule follows lineages",
          "write lineage:* for each lineage, lineage:BA.2 for one, or lineage:BA.2* for one with its"
              + " descendants");
    } else if (rule.getKind() == RuleKind.CONVERGENCE && !subject.isOfAminoAcids()) {
      refuse(
          "subject",
          rule.getSubject(),
          "is not an amino-acid change, and a convergence rule follows those",
          "write mutation:S:* for each change of S, or mutation:S:F456L for one");
    } else if (panel && rule.getKind() != RuleKind.WATCHLIST && rule.getKind() != RuleKind.OTHER) {
      refuse(
          "subject",
          rule.getSubject(),
          "names a panel, which only a watchlist rule watches",
          "write kind: watchlist, or another subject");
    }
  }

  /** Returns whether a rule is about uploads, and not about what is in circulation. */
  static boolean isOfSubmissions(AlertRule rule) {
    return rule.getKind() == RuleKind.FRESHNESS || rule.getKind() == RuleKind.QUALITY;
  }

  /** Returns whether a rule is judged with the growth model of all regions together. */
  static boolean isPooled(AlertRule rule) {
    return rule.getKind() == RuleKind.SPREAD
        || (rule.getKind() == RuleKind.GROWTH
            && !rule.getSubject().startsWith(SubjectPattern.MUTATION));
  }

  private void checkRegions() {
    if (rule.getRegions().isEmpty()) {
      refuse("regions", "[]", "is empty", "name regions, or leave the field out to watch all");
    }
    for (String region : rule.getRegions()) {
      try {
        new RegionPattern(region);
      } catch (IllegalArgumentException e) {
        refuse("regions", region, "is not a region", Objects.requireNonNull(e.getMessage()));
        return;
      }
    }
    if (rule.getKind() == RuleKind.CONVERGENCE
        && rule.getRegions().stream()
            .noneMatch(region -> new RegionPattern(region).matches(Regions.WORLD))) {
      refuse(
          "regions",
          String.join(", ", rule.getRegions()),
          "leave the world out, and a convergence rule looks at all lineages of the world",
          "write regions: [world]");
    }
  }

  private void checkLevels() {
    @Nullable Double threshold = rule.getThreshold();
    @Nullable Double resolveBelow = rule.getResolveBelow();
    if (threshold == null) {
      if (rule.getKind() == RuleKind.FREQUENCY) {
        refuse(
            "threshold",
            "",
            "is missing, and a frequency rule needs it",
            "give the frequency, such as 0.05, that the lower bound must reach");
      }
    } else if (!(threshold > 0 && threshold <= 1)) {
      refuse(
          "threshold", threshold.toString(), "is not above 0 and at most 1", "write 5 % as 0.05");
    }
    if (resolveBelow == null) {
      return;
    }
    if (!(resolveBelow >= 0 && resolveBelow <= 1)) {
      refuse("resolveBelow", resolveBelow.toString(), "is not within 0 to 1", "write 5 % as 0.05");
    } else if (threshold != null && resolveBelow > threshold) {
      refuse(
          "resolveBelow",
          resolveBelow.toString(),
          "is above the threshold " + threshold + ", so alerts would fire and resolve in turn",
          "choose a lower one; half the threshold is the default");
    }
  }

  private void checkNumbers() {
    checkRange(
        "minGenomes",
        rule.getMinGenomes(),
        rule.getKind() == RuleKind.SPREAD ? 0 : 1,
        1_000_000_000);
    checkRange("minLabs", rule.getMinLabs(), 1, 1_000_000);
    checkRange("minGenomesBefore", rule.getMinGenomesBefore(), 0, 1_000_000_000);
    checkRange("windowWeeks", rule.getWindowWeeks(), 1, MAX_WINDOW_WEEKS);
    checkRange("forTicks", rule.getForTicks(), 1, MAX_FOR_TICKS);
    checkRange("cooldownHours", rule.getCooldownHours(), 0, MAX_COOLDOWN_HOURS);
  }

  private void checkRange(String field, int value, int least, int most) {
    if (value < least || value > most) {
      refuse(
          field,
          Integer.toString(value),
          "is not within " + least + " to " + most,
          "choose a number in that range");
    }
  }

  private void refuse(String field, String value, String reason, String remedy) {
    String name = rule.getId().isEmpty() ? "rule without id" : "rule " + rule.getId();
    problems.add(new RuleProblem(name, field, value, reason, remedy));
  }
}
