package org.virowatch.stack.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.rule.InvalidRulesException;
import org.virowatch.surveillance.rule.RuleDocuments;
import org.virowatch.surveillance.rule.SubjectPattern;

/** The rules that ship with Virowatch, made ready for the datasets of a stack. */
public final class DefaultRules {
  static {
    TrustedRecords.install();
  }

  private DefaultRules() {}

  /**
   * Returns the default rules with their panels filled in. A watchlist rule whose panel none of the
   * datasets has is left out: it could never fire.
   */
  public static List<AlertRule> of(Collection<ReferenceDataset> datasets) {
    Map<String, SortedSet<String>> panels = Panels.of(datasets);
    List<AlertRule> usable =
        RuleDocuments.defaults().stream()
            .filter(
                rule ->
                    rule.getKind() != RuleKind.WATCHLIST
                        || !rule.getMutations().isEmpty()
                        || panels.containsKey(
                            rule.getSubject().substring(SubjectPattern.WATCHLIST.length())))
            .toList();
    return filled(usable, panels);
  }

  private static List<AlertRule> filled(
      List<AlertRule> rules, Map<String, SortedSet<String>> panels) {
    try {
      return RuleDocuments.withPanels(rules, panels);
    } catch (InvalidRulesException e) {
      throw new IllegalStateException(
          "a panel of the stack's datasets holds what is not a mutation: " + e.getMessage(), e);
    }
  }
}
