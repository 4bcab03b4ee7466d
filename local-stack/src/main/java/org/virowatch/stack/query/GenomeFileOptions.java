package org.virowatch.stack.query;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.ingest.submission.SubmissionOptions;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.rules.DefaultRules;
import org.virowatch.stack.rules.RuleFile;
import picocli.CommandLine.Option;

/**
 * Files of genomes, and the dataset and rules by which they are judged without a running stack; a
 * picocli mixin of the commands that replay them.
 */
public final class GenomeFileOptions {
  @Option(
      names = "--sequences",
      paramLabel = "FILE",
      arity = "1..*",
      description = "FASTA files, plain, gzip, zstd, xz or bzip2.")
  private List<Path> sequences = List.of();

  @Option(names = "--metadata", paramLabel = "FILE", description = "Table of metadata, TSV or CSV.")
  private @Nullable Path metadata;

  @Option(
      names = "--lab",
      paramLabel = "NAME",
      description = "Lab of genomes whose metadata name none, as in 'submit'.")
  private @Nullable String lab;

  @Option(
      names = "--dataset",
      paramLabel = "NAME|PATH",
      defaultValue = ReferenceDatasets.BUILT_IN,
      description = "Reference dataset of genomes and rules (default: ${DEFAULT-VALUE}).")
  private String dataset = ReferenceDatasets.BUILT_IN;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = DeploymentOptions.DEFAULT_DATA_DIR,
      description = "Where fetched datasets lie (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(DeploymentOptions.DEFAULT_DATA_DIR);

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rules to decide by, YAML (default: those a new stack starts with).")
  private @Nullable Path rules;

  /** Returns whether genomes are given. */
  public boolean given() {
    return !sequences.isEmpty() || metadata != null;
  }

  /** Returns the dataset. */
  public ReferenceDataset reference() {
    return ReferenceDatasets.resolve(dataset, dataDir.resolve("datasets"));
  }

  /** Opens the genomes as submissions. */
  public SubmissionReader read(ReferenceDataset reference) {
    return SubmissionReader.read(
        sequences, metadata, SubmissionOptions.of(reference.name()).withLab(lab));
  }

  /** Returns the rules, or else those of a new stack. */
  public List<AlertRule> rules(ReferenceDataset reference) {
    return rules == null
        ? DefaultRules.of(List.of(reference))
        : RuleFile.read(rules, List.of(reference));
  }
}
