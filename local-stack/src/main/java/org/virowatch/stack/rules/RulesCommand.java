package org.virowatch.stack.rules;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.virowatch.alerting.rules.RuleStore;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.surveillance.rule.RuleDocuments;
import org.virowatch.surveillance.rule.WatchRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code virowatch rules}: looks at and edits the alert rules of a running stack. */
@Command(
    name = "rules",
    description = {
      "Shows and edits the alert rules of a running stack.",
      "A change reaches the running job without a restart; 'rules list' shows the revision that",
      "alerts will name."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch rules list",
      "  virowatch rules validate my-rules.yaml && virowatch rules add my-rules.yaml",
      "  virowatch rules pause lineage-emergence"
    },
    mixinStandardHelpOptions = true)
public final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** How rules are listed. */
  enum Format {
    /** Columns for people. */
    TABLE,
    /** YAML documents, as {@code add} reads them. */
    YAML
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: list, show, add, remove, pause, resume or validate");
  }

  @Command(
      name = "list",
      description = "Lists the rules in force and the paused ones.",
      footer = {"", "Example:", "  virowatch rules list --format yaml > rules.yaml"},
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DeploymentOptions deployment,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              defaultValue = "TABLE",
              description = "table or yaml (default: table).")
          Format format) {
    Map<String, AlertRule> rules = new RuleStore(deployment.bootstrapServers()).rules();
    if (format == Format.YAML) {
      print(RuleDocuments.toYaml(rules.values()));
    } else {
      print(line("ID", "REV", "KIND", "STATE", "SEVERITY", "SAMPLING", "SUBJECT", "REGIONS"));
      rules.values().forEach(rule -> print(line(rule)));
    }
    return 0;
  }

  @Command(
      name = "show",
      description = "Prints one rule as YAML.",
      footer = {"", "Example:", "  virowatch rules show lineage-emergence"},
      mixinStandardHelpOptions = true)
  int show(@Mixin DeploymentOptions deployment, @Parameters(paramLabel = "ID") String id) {
    print(RuleDocuments.toYaml(List.of(require(new RuleStore(deployment.bootstrapServers()), id))));
    return 0;
  }

  @Command(
      name = "add",
      description = {
        "Stores the rules of a YAML file, each in place of the one with its id if there is one.",
        "Nothing is stored unless every rule is valid. '-' reads the standard input."
      },
      footer = {
        "",
        "Example, which edits a rule:",
        "  virowatch rules show lineage-emergence > rule.yaml",
        "  virowatch rules add rule.yaml"
      },
      mixinStandardHelpOptions = true)
  int add(@Mixin DeploymentOptions deployment, @Parameters(paramLabel = "FILE") Path file) {
    RuleFile rules = new RuleFile(deployment);
    List<AlertRule> stored = new RuleStore(deployment.bootstrapServers()).put(rules.read(file));
    stored.forEach(rule -> print("stored " + rule.getId() + " revision " + rule.getRevision()));
    return 0;
  }

  @Command(
      name = "remove",
      description = "Removes a rule.",
      footer = {"", "Example:", "  virowatch rules remove my-rule"},
      mixinStandardHelpOptions = true)
  int remove(@Mixin DeploymentOptions deployment, @Parameters(paramLabel = "ID") String id) {
    RuleStore store = new RuleStore(deployment.bootstrapServers());
    require(store, id);
    store.remove(id);
    print("removed " + id);
    return 0;
  }

  @Command(
      name = "pause",
      description = "Keeps a rule but stops evaluating it; its open alerts stay as they are.",
      footer = {"", "Example:", "  virowatch rules pause lineage-emergence"},
      mixinStandardHelpOptions = true)
  int pause(@Mixin DeploymentOptions deployment, @Parameters(paramLabel = "ID") String id) {
    return setPaused(deployment, id, true);
  }

  @Command(
      name = "resume",
      description = "Evaluates a paused rule again.",
      footer = {"", "Example:", "  virowatch rules resume lineage-emergence"},
      mixinStandardHelpOptions = true)
  int resume(@Mixin DeploymentOptions deployment, @Parameters(paramLabel = "ID") String id) {
    return setPaused(deployment, id, false);
  }

  @Command(
      name = "validate",
      description = {
        "Checks a YAML file of rules and names every field at fault; stores nothing. Panels are",
        "looked up in the stack's datasets, or in the built-in one where no stack runs."
      },
      footer = {"", "Example:", "  virowatch rules validate my-rules.yaml"},
      mixinStandardHelpOptions = true)
  int validate(@Mixin DeploymentOptions deployment, @Parameters(paramLabel = "FILE") Path file) {
    List<AlertRule> rules = new RuleFile(deployment).read(file);
    print(rules.size() + (rules.size() == 1 ? " rule is valid" : " rules are valid"));
    return 0;
  }

  private int setPaused(DeploymentOptions deployment, String id, boolean paused) {
    RuleStore store = new RuleStore(deployment.bootstrapServers());
    AlertRule rule = require(store, id);
    String done = paused ? "paused " : "resumed ";
    if (rule.getPaused() == paused) {
      print(id + " is " + (paused ? "paused" : "not paused") + " already");
      return 0;
    }
    AlertRule stored =
        store.put(List.of(AlertRule.newBuilder(rule).setPaused(paused).build())).get(0);
    print(done + id + " revision " + stored.getRevision());
    return 0;
  }

  private static AlertRule require(RuleStore store, String id) {
    Map<String, AlertRule> rules = store.rules();
    AlertRule rule = rules.get(id);
    if (rule == null) {
      throw new RulesException(
          "there is no rule '"
              + id
              + "'; there are "
              + (rules.isEmpty() ? "no rules at all" : String.join(", ", rules.keySet())));
    }
    return rule;
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text.endsWith("\n") ? text : text + System.lineSeparator());
    out.flush();
  }

  private static String line(AlertRule rule) {
    List<String> subject = new ArrayList<>(List.of(rule.getSubject()));
    if (!rule.getMutations().isEmpty()) {
      subject.add("(" + rule.getMutations().size() + " mutations)");
    }
    return line(
        rule.getId(),
        Integer.toString(rule.getRevision()),
        rule.getKind().name().toLowerCase(Locale.ROOT),
        rule.getPaused() ? "paused" : "active",
        rule.getSeverity().name().toLowerCase(Locale.ROOT),
        WatchRule.looksAtTargeted(rule) ? "all" : "baseline",
        String.join(" ", subject),
        String.join(" ", rule.getRegions()));
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-28s  %3s  %-11s  %-6s  %-8s  %-8s  %-42s  %s", cells)
        .replaceAll("\\p{Cntrl}", " ")
        .stripTrailing();
  }
}
