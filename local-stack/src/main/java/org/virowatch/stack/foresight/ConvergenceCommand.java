package org.virowatch.stack.foresight;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.convergence.BranchDates;
import org.virowatch.genomics.convergence.Convergence;
import org.virowatch.genomics.convergence.ConvergentChange;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.dataset.TreeDocument;
import org.virowatch.genomics.tree.PhylogeneticTree;
import org.virowatch.schemas.deployment.DeploymentOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch convergence}: what lineages gained independently of one another. */
@Command(
    name = "convergence",
    description = {
      "Ranks the amino-acid changes that lineages gained independently on a dataset's tree, against"
          + " what mutation rates alone would give.",
      "Recombinants, changes back to the reference, problematic sites and changes that hardly any"
          + " descendant inherited are left out."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch convergence --dataset sars-cov-2.zip --gene S --since 2022",
      "  virowatch convergence --dataset flu-h3n2-ha.zip --limit 50 --format tsv"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
public final class ConvergenceCommand implements Callable<Integer> {
  /** How the changes are printed. */
  enum Format {
    /** Columns for people. */
    TABLE,
    /** Tab-separated values with a header line. */
    TSV,
    /** One JSON object a line. */
    JSON
  }

  private static final int TABLE_ROWS = 30;
  private static final int TABLE_LINEAGES = 6;
  private static final List<String> COLUMNS =
      List.of(
          "mutation",
          "gains",
          "inherited",
          "expected",
          "enrichment",
          "p",
          "p_adjusted",
          "first_date",
          "last_date",
          "lineages");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Spec private CommandSpec spec;

  @Option(
      names = "--dataset",
      paramLabel = "NAME|PATH",
      required = true,
      description = "Reference dataset with a tree: a name, folder or zip.")
  private String dataset = "";

  @Option(
      names = "--gene",
      paramLabel = "CDS",
      description = "Only changes of this coding sequence, such as S.")
  private @Nullable String gene;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = {
        "Only gains on branches dated from then on: a year, a month or a day. A branch has the date",
        "of its node, or else that of the first designation of a lineage below it."
      })
  private @Nullable String since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Changes at most (default: 30 in a table, otherwise all).")
  private @Nullable Integer limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, tsv or json, one object a line (default: table).")
  private Format format = Format.TABLE;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = DeploymentOptions.DEFAULT_DATA_DIR,
      description = "Where fetched datasets lie (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(DeploymentOptions.DEFAULT_DATA_DIR);

  @Override
  public Integer call() {
    if (limit != null && limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit takes 1 or more");
    }
    if (since != null && !since.matches("\\d{4}(-\\d{2}){0,2}")) {
      throw new ParameterException(
          spec.commandLine(), "--since: write 2022, 2022-03 or 2022-03-15, not '" + since + "'");
    }
    ReferenceDataset reference = ReferenceDatasets.resolve(dataset, dataDir.resolve("datasets"));
    if (reference.annotation().codingSequences().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--dataset: " + dataset + " has no annotation, so no amino acids");
    }
    if (gene != null && reference.annotation().codingSequence(gene).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--gene: "
              + dataset
              + " has no coding sequence '"
              + gene
              + "'; it has "
              + String.join(
                  ", ",
                  reference.annotation().codingSequences().stream()
                      .map(cds -> cds.name())
                      .toList()));
    }
    List<ConvergentChange> changes =
        Convergence.find(reference, dates(reference), since == null ? "" : since).stream()
            .filter(change -> gene == null || change.cds().equals(gene))
            .limit(limit != null ? limit : format == Format.TABLE ? TABLE_ROWS : Long.MAX_VALUE)
            .toList();
    print(changes);
    return 0;
  }

  private BranchDates dates(ReferenceDataset reference) {
    PhylogeneticTree tree = reference.tree().orElse(null);
    TreeDocument document = reference.treeDocument().orElse(null);
    if (tree == null || document == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--dataset: "
              + dataset
              + " has no tree; fetch one that has with 'virowatch dataset get', such as"
              + " sars-cov-2");
    }
    try {
      BranchDates dates = BranchDates.read(tree, document);
      if (since != null && dates.of(0).isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "--since: the tree of " + dataset + " has no dates");
      }
      return dates;
    } catch (IOException e) {
      throw new UncheckedIOException("the tree of " + dataset + " cannot be read", e);
    }
  }

  private void print(List<ConvergentChange> changes) {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TABLE -> {
        out.println(
            String.format(
                Locale.ROOT,
                "%-16s  %5s  %9s  %8s  %10s  %8s  %-10s  %-10s  %s",
                "MUTATION",
                "GAINS",
                "INHERITED",
                "EXPECTED",
                "ENRICHMENT",
                "P ADJ.",
                "FIRST",
                "LAST",
                "LINEAGES"));
        changes.forEach(change -> out.println(row(change)));
      }
      case TSV -> {
        out.println(String.join("\t", COLUMNS));
        changes.forEach(
            change ->
                out.println(
                    String.join(
                        "\t", fields(change).values().stream().map(Object::toString).toList())));
      }
      case JSON ->
          changes.forEach(
              change -> {
                ObjectNode object = MAPPER.createObjectNode();
                fields(change).forEach(object::putPOJO);
                object.set("lineages", MAPPER.valueToTree(change.lineages()));
                out.println(object);
              });
    }
    out.flush();
  }

  private static String row(ConvergentChange change) {
    List<String> lineages = change.lineages();
    String shown =
        String.join(", ", lineages.subList(0, Math.min(TABLE_LINEAGES, lineages.size())));
    return String.format(
        Locale.ROOT,
        "%-16s  %5d  %9d  %8.2f  %9.0fx  %8.1g  %-10s  %-10s  %s",
        change.name(),
        change.gains(),
        change.inherited(),
        change.expected(),
        change.gains() / change.expected(),
        change.pAdjusted(),
        change.firstDate(),
        change.lastDate(),
        lineages.size() > TABLE_LINEAGES
            ? shown + " and " + (lineages.size() - TABLE_LINEAGES) + " more"
            : shown);
  }

  private static Map<String, Object> fields(ConvergentChange change) {
    Object[] values = {
      change.name(),
      change.gains(),
      change.inherited(),
      rounded(change.expected()),
      rounded(change.gains() / change.expected()),
      change.p(),
      change.pAdjusted(),
      change.firstDate(),
      change.lastDate(),
      String.join(",", change.lineages())
    };
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      fields.put(COLUMNS.get(i), values[i]);
    }
    return fields;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
