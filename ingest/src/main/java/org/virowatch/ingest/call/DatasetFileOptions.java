package org.virowatch.ingest.call;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.DatasetOverrides;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import picocli.CommandLine.Option;

/** Single files instead of a dataset's own, and a choice of its coding sequences. */
final class DatasetFileOptions {

  @Option(
      names = {"-r", "--input-ref"},
      paramLabel = "FILE",
      description =
          "Reference sequence, FASTA. Without --dataset there is then no dataset but these files.")
  private @Nullable Path reference;

  @Option(
      names = "--input-annotation",
      paramLabel = "FILE",
      description = "Genome annotation, GFF3.")
  private @Nullable Path annotation;

  @Option(
      names = {"-a", "--input-tree"},
      paramLabel = "FILE",
      description = "Reference tree, Auspice JSON v2; it must be grown from the reference.")
  private @Nullable Path tree;

  @Option(
      names = {"-p", "--input-pathogen-json"},
      paramLabel = "FILE",
      description = "Configuration: parameters, rules of quality, labels, phenotypes, motifs.")
  private @Nullable Path pathogen;

  @Option(
      names = {"-g", "--cds-selection"},
      paramLabel = "CDS",
      split = ",",
      description = "Only these coding sequences are translated and regarded when gaps are placed.")
  private @Nullable List<String> selection;

  /** Whether any option was given. */
  boolean given() {
    return selection != null || !overrides().isEmpty();
  }

  /** Files named in the place of a dataset's own. */
  List<Path> named() {
    return Stream.of(reference, annotation, tree, pathogen).flatMap(Stream::ofNullable).toList();
  }

  private DatasetOverrides overrides() {
    return new DatasetOverrides(reference, annotation, tree, pathogen);
  }

  /**
   * The dataset with what was chosen.
   *
   * @param named name or path of the dataset
   * @param explicit whether it was named at the prompt
   * @throws org.virowatch.genomics.dataset.DatasetException if a file cannot be used
   * @throws IllegalArgumentException if a coding sequence is not there
   */
  ReferenceDataset dataset(String named, boolean explicit, Path cache) {
    ReferenceDataset dataset =
        reference != null && !explicit
            ? ReferenceDatasets.of(overrides())
            : ReferenceDatasets.resolve(named, cache, overrides());
    List<String> names =
        selection == null ? List.of() : selection.stream().filter(name -> !name.isBlank()).toList();
    return names.isEmpty() ? dataset : dataset.withCodingSequences(names);
  }
}
