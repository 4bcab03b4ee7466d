package org.virowatch.surveillance.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.Severity;

class RuleDocumentsTest {
  private static final String VALID =
      """
      id: ba275
      kind: frequency
      subject: lineage:BA.2.75*
      threshold: 0.05
      """;

  private static final String SPREAD =
      """
      id: spreading
      kind: spread
      subject: lineage:*
      threshold: 0.05
      horizonDays: 90
      probability: 0.5
      """;

  private static List<RuleProblem> problems(String yaml) {
    InvalidRulesException refused =
        catchThrowableOfType(InvalidRulesException.class, () -> RuleDocuments.parse(yaml));
    assertThat(refused).as("refusal of\n" + yaml).isNotNull();
    return refused.problems();
  }

  @Test
  void aShortRuleHasTheDefaultsOfTheSchema() throws InvalidRulesException {
    AlertRule rule = RuleDocuments.parse(VALID).get(0);
    assertThat(rule.getKind()).isEqualTo(RuleKind.FREQUENCY);
    assertThat(rule.getRegions()).containsExactly("*");
    assertThat(rule.getSeverity()).isEqualTo(Severity.WARNING);
    assertThat(rule.getMinGenomesBefore()).isZero();
    assertThat(WatchRule.of(rule).resolveBelow()).isEqualTo(0.025);
  }

  @Test
  void anEmergenceRuleAsksForAPastUnlessItSaysOtherwise() throws InvalidRulesException {
    String emergence = "id: new\nkind: emergence\nsubject: lineage:*\n";
    assertThat(RuleDocuments.parse(emergence).get(0).getMinGenomesBefore()).isEqualTo(100);
    assertThat(RuleDocuments.parse(emergence + "minGenomesBefore: 0").get(0).getMinGenomesBefore())
        .isZero();
  }

  @Test
  void norwayIsACountry() throws InvalidRulesException {
    assertThat(RuleDocuments.parse(VALID + "regions: [NO]\n").get(0).getRegions())
        .containsExactly("NO");
  }

  @Test
  void rulesComeBackEqualFromTheirYaml() throws InvalidRulesException {
    List<AlertRule> rules = new ArrayList<>(RuleDocuments.defaults());
    rules.addAll(
        RuleDocuments.parse(
            """
            id: everything
            revision: 7
            kind: watchlist
            dataset: flu_h3n2_ha
            subject: watchlist:panel
            regions: [world, "*/country", "GB-*", NO]
            threshold: 0.25
            resolveBelow: 0.1
            minGenomes: 3
            minLabs: 2
            sampling: all
            minGenomesBefore: 10
            windowWeeks: 6
            forTicks: 4
            cooldownHours: 24
            severity: critical
            paused: true
            mutations: ["HA1:K2E", C5T]
            description: |
              Two lines: one,
              # and "two".
            """));
    assertThat(RuleDocuments.parse(RuleDocuments.toYaml(rules))).isEqualTo(rules);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: Bad Id | id",
        "kind: rumour | kind",
        "dataset: \" \" | dataset",
        "subject: \"lineage:\" | subject",
        "subject: mutation:S:484 | subject",
        "subject: S:E484K | subject",
        "subject: watchlist:panel | subject",
        "regions: England | regions",
        "regions: [] | regions",
        "threshold: 5 | threshold",
        "threshold: 0 | threshold",
        "threshold: 5% | threshold",
        "resolveBelow: 0.9 | resolveBelow",
        "resolveBelow: -0.1 | resolveBelow",
        "minGenomes: 0 | minGenomes",
        "minLabs: two | minLabs",
        "minGenomesBefore: -1 | minGenomesBefore",
        "windowWeeks: 105 | windowWeeks",
        "windowWeeks: 1.5 | windowWeeks",
        "forTicks: 0 | forTicks",
        "cooldownHours: 99999 | cooldownHours",
        "severity: high | severity",
        "sampling: targeted | sampling",
        "sampling: other | sampling",
        "paused: maybe | paused",
        "treshold: 0.1 | treshold",
        "mutations: {a: b} | mutations"
      })
  void eachFaultIsRefusedWithItsFieldValueReasonAndRemedy(String line, String field) {
    eachFaultIsRefused(VALID, line, field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subject: lineage:BA.2* | subject",
        "subject: mutation:C241T | subject",
        "regions: [GB] | regions",
        "threshold: 0.1 | threshold",
        "resolveBelow: 0.1 | resolveBelow",
        "probability: 0.5 | probability",
        "horizonDays: 30 | horizonDays",
        "minRegions: 2 | minRegions",
        "minLineages: 0 | minLineages",
        "sampling: all | sampling"
      })
  void eachFaultOfAConvergenceRuleIsRefused(String line, String field) {
    eachFaultIsRefused(
        """
        id: convergence
        kind: convergence
        subject: mutation:S:*
        """,
        line,
        field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subject: lineage:* | subject",
        "threshold: 0.1 | threshold",
        "resolveBelow: 0.1 | resolveBelow",
        "minGrowth: 0.1 | minGrowth",
        "minLineages: 2 | minLineages",
        "sampling: baseline | sampling",
        "fdr: 2 | fdr"
      })
  void eachFaultOfAFreshnessRuleIsRefused(String line, String field) {
    eachFaultIsRefused(
        """
        id: silent
        kind: freshness
        subject: submissions
        """,
        line,
        field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subject: submissions | subject",
        "subject: lineage:* | subject",
        "threshold: 0.1 | threshold",
        "resolveBelow: 0.1 | resolveBelow",
        "minGrowth: 0.1 | minGrowth",
        "minLineages: 2 | minLineages",
        "sampling: baseline | sampling",
        "fdr: 2 | fdr"
      })
  void eachFaultOfAQualityRuleIsRefused(String line, String field) {
    eachFaultIsRefused(
        """
        id: labs
        kind: quality
        subject: submissions:*
        """,
        line,
        field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fdr: | fdr",
        "probability: 0.5 | probability",
        "horizonDays: 30 | horizonDays",
        "minRegions: 2 | minRegions",
        "minLineages: 2 | minLineages",
        "resolveBelow: 0.1 | resolveBelow"
      })
  void eachFaultOfAGrowthRuleOfMutationsIsRefused(String line, String field) {
    eachFaultIsRefused(
        """
        id: rising-in-spike
        kind: growth
        subject: mutation:S:*
        fdr: 0.05
        """,
        line,
        field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subject: mutation:S:E484K | subject",
        "subject: watchlist:panel | subject",
        "fdr: 5 | fdr",
        "minGrowth: 50% | minGrowth",
        "probability: 1.5 | probability",
        "horizonDays: 400 | horizonDays",
        "horizonDays: 30.5 | horizonDays",
        "minRegions: 0 | minRegions",
        "minLineages: 2 | minLineages",
        "minCompleteness: 80 | minCompleteness",
        "minGenomes: -1 | minGenomes",
        "minLabs: 2 | minLabs",
        "minGenomesBefore: 1 | minGenomesBefore",
        "windowWeeks: 2 | windowWeeks",
        "resolveBelow: 0.01 | resolveBelow",
        "sampling: all | sampling",
        "probability: | probability"
      })
  void eachFaultOfASpreadRuleIsRefusedToo(String line, String field) {
    eachFaultIsRefused(SPREAD, line, field);
  }

  @Test
  void growthAndSpreadRulesHaveDefaultsOfTheirOwnAndSayWhatTheyLack() throws InvalidRulesException {
    AlertRule spread = RuleDocuments.parse(SPREAD).get(0);
    assertThat(spread.getMinGenomes()).isZero();
    assertThat(spread.getWindowWeeks()).isEqualTo(10);
    assertThat(RuleDocuments.parse(RuleDocuments.toYaml(List.of(spread)))).containsExactly(spread);
    String growth = "id: g\nkind: growth\nsubject: lineage:*\n";
    assertThat(problems(growth)).extracting(RuleProblem::field).containsExactly("fdr");
    assertThat(problems(growth + "fdr: 0.1\nprobability: 0.5\n"))
        .extracting(RuleProblem::field)
        .containsExactly("threshold", "horizonDays");
    assertThat(problems(growth + "fdr: 0.1\nthreshold: 0.1\n"))
        .extracting(RuleProblem::field)
        .containsExactly("threshold");
    assertThat(RuleDocuments.parse(growth + "fdr: 0.1\n").get(0).getMinGenomes()).isEqualTo(1);
    assertThat(problems(VALID + "fdr: 0.1\n"))
        .extracting(RuleProblem::reason)
        .containsExactly("is not for a frequency rule, which decides in one region by its counts");
  }

  private static void eachFaultIsRefused(String valid, String line, String field) {
    String name = line.substring(0, line.indexOf(':'));
    StringBuilder yaml = new StringBuilder();
    valid
        .lines()
        .filter(each -> !each.startsWith(name + ":"))
        .forEach(each -> yaml.append(each).append('\n'));
    List<RuleProblem> problems = problems(yaml + line + "\n");
    assertThat(problems).extracting(RuleProblem::field).containsOnly(field);
    assertThat(problems)
        .allSatisfy(
            problem -> {
              assertThat(problem.rule()).isNotBlank();
              assertThat(problem.reason()).isNotBlank();
              assertThat(problem.remedy()).isNotBlank();
            });
  }

  @Test
  void allFaultsOfAllDocumentsAreReportedTogether() {
    List<RuleProblem> problems =
        problems("id: a\nkind: emergence\n---\n" + VALID + "minGenomes: 0\nforTicks: 0\n");
    assertThat(problems)
        .extracting(RuleProblem::toString)
        .containsExactly(
            "rule a: subject '' is missing; every rule needs it",
            "rule ba275: minGenomes '0' is not within 1 to 1000000000; choose a number in that"
                + " range",
            "rule ba275: forTicks '0' is not within 1 to 10000; choose a number in that range");
  }

  @Test
  void aFrequencyRuleNeedsAThreshold() {
    assertThat(problems("id: a\nkind: frequency\nsubject: lineage:*\n"))
        .extracting(RuleProblem::field)
        .containsExactly("threshold");
  }

  @Test
  void twoRulesOfOneIdAreRefused() {
    assertThat(problems(VALID + "---\n" + VALID))
        .extracting(RuleProblem::reason)
        .containsExactly("is used by two documents");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "id: [", "\t- x", "id: a\nid: b", "- just\n- a list", "text", "42"})
  void whatIsNoRuleIsRefusedAndNothingElseIsThrown(String yaml) {
    assertThat(problems(yaml)).isNotEmpty();
  }

  @Test
  void noDocumentsAreNoRules() throws InvalidRulesException {
    assertThat(RuleDocuments.parse("")).isEmpty();
    assertThat(RuleDocuments.parse("---\n# nothing\n")).isEmpty();
  }

  @Test
  void panelsAreFilledInAndUnknownOnesRefusedWithTheKnownNames() throws InvalidRulesException {
    List<AlertRule> rules =
        RuleDocuments.parse(VALID + "---\nid: p\nkind: watchlist\nsubject: watchlist:drug\n");
    Map<String, List<String>> panels = Map.of("drug", List.of("ORF1a:E3429V"));
    assertThat(RuleDocuments.withPanels(rules, panels).get(1).getMutations())
        .containsExactly("ORF1a:E3429V");
    assertThatThrownBy(() -> RuleDocuments.withPanels(rules, Map.of("escape", List.of("C5T"))))
        .isInstanceOf(InvalidRulesException.class)
        .hasMessageContaining("watchlist:drug")
        .hasMessageContaining("[escape]");
    assertThatThrownBy(() -> RuleDocuments.withPanels(rules, Map.of("drug", List.of("E3429V?"))))
        .hasMessageContaining("'E3429V?' is not a mutation");
  }

  @Test
  void aRuleSetLeavesOutWhatIsNotValidAndKeepsTheReasons() throws InvalidRulesException {
    AlertRule good = RuleDocuments.parse(VALID).get(0);
    AlertRule bad = AlertRule.newBuilder(good).setId("bad").setSubject("?").build();
    RuleSet rules = RuleSet.of(List.of(bad, good));
    assertThat(rules.rules()).extracting(WatchRule::id).containsExactly("ba275");
    assertThat(rules.problems()).extracting(RuleProblem::field).containsExactly("subject");
    assertThat(rules.fingerprint()).isEqualTo(RuleSet.of(List.of(good)).fingerprint());
    AlertRule edited = AlertRule.newBuilder(good).setRevision(2).build();
    assertThat(RuleSet.of(List.of(edited)).fingerprint()).isNotEqualTo(rules.fingerprint());
  }

  @Test
  void theDefaultRulesAreValidAndSayWhy() {
    List<AlertRule> rules = RuleDocuments.defaults();
    assertThat(rules).hasSizeGreaterThanOrEqualTo(4);
    assertThat(rules)
        .allSatisfy(rule -> assertThat(rule.getDescription().length()).isGreaterThan(200));
    assertThat(rules)
        .extracting(AlertRule::getKind)
        .contains(RuleKind.FREQUENCY, RuleKind.EMERGENCE, RuleKind.WATCHLIST);
  }
}
