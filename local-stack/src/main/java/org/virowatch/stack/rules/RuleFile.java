package org.virowatch.stack.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.deployment.DeployedDataset;
import org.virowatch.schemas.deployment.DeploymentException;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.rule.InvalidRulesException;
import org.virowatch.surveillance.rule.RuleDocuments;

/** Reads files of rules, with panels from the datasets of a stack. */
public final class RuleFile {
  static {
    TrustedRecords.install();
  }

  private final DeploymentOptions deployment;

  /** Looks panels up in the datasets of the given stack, in the built-in one if none runs. */
  public RuleFile(DeploymentOptions deployment) {
    this.deployment = deployment;
  }

  /**
   * Reads rules and fills their panels in.
   *
   * @param file YAML, one document a rule; {@code -} is the standard input
   * @throws RulesException naming every field at fault
   */
  public List<AlertRule> read(Path file) {
    List<AlertRule> rules = parse(file);
    boolean panels = rules.stream().anyMatch(rule -> rule.getSubject().startsWith("watchlist:"));
    return panels ? fill(rules, file, datasets()) : rules;
  }

  /** As above, with panels from the given datasets. */
  public static List<AlertRule> read(Path file, List<ReferenceDataset> datasets) {
    return fill(parse(file), file, datasets);
  }

  private static List<AlertRule> parse(Path file) {
    try (Reader text =
        file.toString().equals("-")
            ? new InputStreamReader(System.in, UTF_8)
            : Files.newBufferedReader(file)) {
      List<AlertRule> rules = RuleDocuments.read(text);
      if (rules.isEmpty()) {
        throw new RulesException(file + " holds no rule; write one YAML document a rule");
      }
      return rules;
    } catch (InvalidRulesException e) {
      throw refused(file, e);
    } catch (NoSuchFileException e) {
      throw new RulesException("there is no file " + file, e);
    } catch (IOException e) {
      throw new RulesException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<AlertRule> fill(
      List<AlertRule> rules, Path file, List<ReferenceDataset> datasets) {
    try {
      return RuleDocuments.withPanels(rules, Panels.of(datasets));
    } catch (InvalidRulesException e) {
      throw refused(file, e);
    }
  }

  private static RulesException refused(Path file, InvalidRulesException e) {
    return new RulesException(
        file + " is refused:\n  - " + String.valueOf(e.getMessage()).replace("\n", "\n  - "), e);
  }

  private List<ReferenceDataset> datasets() {
    List<ReferenceDataset> datasets = new ArrayList<>();
    try {
      for (DeployedDataset deployed : deployment.deployment().datasets()) {
        datasets.add(
            ReferenceDatasets.resolve(
                deployed.location(), deployment.dataDir().resolve("datasets")));
      }
    } catch (DeploymentException e) {
      datasets.add(ReferenceDatasets.builtIn());
    }
    return datasets;
  }
}
