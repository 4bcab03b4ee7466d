package org.virowatch.surveillance.labquality;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;
import org.virowatch.surveillance.alert.Situation;
import org.virowatch.surveillance.calendar.WeekWindow;
import org.virowatch.surveillance.lab.LabFinding;
import org.virowatch.surveillance.rule.WatchRule;

/**
 * One lab at a tick.
 *
 * @param rule the rule that looks at it
 * @param country where
 * @param lab its name
 * @param findings what stands out, most certain first
 * @param isReleased whether a person released it after the alert's onset
 * @param isSimulated whether it has simulated genomes
 * @param weeks the weeks compared
 * @param labs how many labs were compared
 */
record LabSituation(
    WatchRule rule,
    String country,
    String lab,
    List<LabFinding> findings,
    boolean isReleased,
    boolean isSimulated,
    WeekWindow weeks,
    int labs)
    implements Situation {
  @Override
  public boolean fires() {
    @Nullable Double fdr = rule.rule().getFdr();
    return !findings.isEmpty()
        && findings.get(0).genomes() >= rule.rule().getMinGenomes()
        && (fdr == null || findings.get(0).pAdjusted() <= fdr);
  }

  /**
   * That nothing is found any more releases nobody: the genomes that were found are still there.
   */
  @Override
  public boolean isBelow() {
    return isReleased && findings.isEmpty();
  }

  @Override
  public boolean changedSince(Evidence last) {
    return !findings.isEmpty() && carriers(findings.get(0)) >= 2 * Math.max(5, last.getCount());
  }

  @Override
  public Evidence evidence() {
    @Nullable LabFinding first = findings.isEmpty() ? null : findings.get(0);
    long genomes = first == null ? 0 : first.genomes();
    long carriers = first == null ? 0 : carriers(first);
    return Evidence.newBuilder()
        .setCount(carriers)
        .setCoverage(genomes)
        .setFrequency(genomes == 0 ? 0 : (double) carriers / genomes)
        .setLower(0)
        .setUpper(0)
        .setFirstWeek(weeks.first().toString())
        .setLastWeek(weeks.last().toString())
        .setLabs(1)
        .setCountBefore(0)
        .setTested(labs)
        .setAdjustedP(first == null ? null : first.pAdjusted())
        .build();
  }

  private static long carriers(LabFinding finding) {
    return finding.kind() == LabFinding.Kind.PRIVATE_MUTATIONS
        ? finding.genomes()
        : Math.round(finding.rate() * finding.genomes());
  }

  @Override
  public String sentence(AlertState state) {
    if (state == AlertState.RESOLVED) {
      return "genomes of "
          + lab
          + " in "
          + country
          + " count for alerts again: the lab was released";
    }
    StringBuilder sentence = new StringBuilder("genomes of " + lab + " in " + country);
    sentence.append(" collected since ").append(weeks.first().monday());
    sentence.append(" are held out of alerts: ");
    if (findings.isEmpty()) {
      return sentence.append("an earlier finding stands").toString();
    }
    sentence.append(text(findings.get(0)));
    if (findings.size() > 1) {
      sentence.append(", and ").append(findings.size() - 1).append(" more such findings");
    }
    return sentence.append("; look at them, then release or withdraw them").toString();
  }

  private static String text(LabFinding finding) {
    return switch (finding.kind()) {
      case PRIVATE_MUTATIONS ->
          String.format(
              Locale.ROOT,
              "%.1f private mutations a genome in %d genomes where its peers have %.1f (p %.1g)",
              finding.rate(),
              finding.genomes(),
              finding.peers(),
              finding.pAdjusted());
      case RECURRING_MUTATION ->
          String.format(
              Locale.ROOT,
              "%s is private in %.1f %% of %d genomes where its peers have it in %.2f %% (p %.1g)",
              finding.subject(),
              100 * finding.rate(),
              finding.genomes(),
              100 * finding.peers(),
              finding.pAdjusted());
    };
  }
}
