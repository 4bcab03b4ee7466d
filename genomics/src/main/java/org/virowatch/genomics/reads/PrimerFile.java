package org.virowatch.genomics.reads;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceNames;

/**
 * The primers of a BED file, by the sequence that they are on, and which of them are for a
 * dataset's reference. That is told by the name ({@link ReferenceNames}), else by the primers'
 * bases, where the file has them; else it may be the name that a sample's reads know the reference
 * by. Immutable and thread-safe.
 */
public final class PrimerFile {
  private static final int MOST_NAMES = 5;

  private final Path file;
  private final ReferenceDataset dataset;
  private final byte[] reference;
  private final Map<String, List<PrimerLine>> byContig = new LinkedHashMap<>();
  private final Optional<PrimerScheme> known;
  private final Optional<String> remark;

  /**
   * @param lines at least one
   * @throws ReadsException if the primers on the reference do not fit to it
   */
  PrimerFile(Path file, ReferenceDataset dataset, List<PrimerLine> lines) {
    this.file = file;
    this.dataset = dataset;
    this.reference = dataset.reference();
    for (PrimerLine line : lines) {
      byContig.computeIfAbsent(line.contig(), contig -> new ArrayList<>()).add(line);
    }
    List<String> contigs =
        byContig.keySet().stream().filter(name -> ReferenceNames.mean(dataset, name)).toList();
    boolean named = !contigs.isEmpty();
    if (!named) {
      contigs = byContig.keySet().stream().filter(this::hasReferenceBases).toList();
    }
    known = contigs.isEmpty() ? Optional.empty() : Optional.of(scheme(contigs));
    remark = contigs.isEmpty() ? Optional.empty() : remark(contigs, named);
  }

  /** What a person should know about the choice of the primers. */
  public Optional<String> remark() {
    return remark;
  }

  /**
   * The primers on the dataset's reference.
   *
   * @param contig what a sample's reads call the reference
   * @throws ReadsException if there are none, or they do not fit to the reference
   */
  public PrimerScheme scheme(String contig) {
    if (known.isPresent()) {
      return known.get();
    }
    if (byContig.containsKey(contig)) {
      return scheme(List.of(contig));
    }
    throw new ReadsException(
        String.format(
            Locale.ROOT,
            "%s: its primers are on %s, and the reference of the dataset %s is %s; choose the"
                + " dataset that they are for with --dataset, or a scheme for %s. If it is the same"
                + " sequence by another name, write %s in the first column of the scheme",
            file,
            names(List.copyOf(byContig.keySet())),
            dataset.name(),
            dataset.referenceName(),
            dataset.referenceName(),
            dataset.referenceName()));
  }

  private PrimerScheme scheme(List<String> contigs) {
    List<PrimerLine> lines = lines(contigs);
    for (PrimerLine line : lines) {
      if (line.primer().range().end() > reference.length) {
        throw new ReadsException(
            String.format(
                Locale.ROOT,
                "%s line %d has a primer from %d to %d, and the reference has %d bases; is the"
                    + " scheme of another reference?",
                file,
                line.number(),
                line.primer().range().begin(),
                line.primer().range().end(),
                reference.length));
      }
    }
    long shown = lines.stream().filter(PrimerLine::hasSequence).count();
    long inPlace = inPlace(lines);
    if (2 * inPlace < shown) {
      throw new ReadsException(
          String.format(
              Locale.ROOT,
              "%s: of %d primers whose bases are given only %d are where the scheme says on %s; it is"
                  + " the scheme of another sequence, or of another version of this one",
              file,
              shown,
              inPlace,
              dataset.referenceName()));
    }
    try {
      return new PrimerScheme(lines.stream().map(PrimerLine::primer).toList());
    } catch (ReadsException e) {
      throw new ReadsException(file + ": " + e.getMessage(), e);
    }
  }

  private boolean hasReferenceBases(String contig) {
    List<PrimerLine> lines = lines(List.of(contig));
    return 2 * inPlace(lines) > lines.size();
  }

  private long inPlace(List<PrimerLine> lines) {
    return lines.stream().filter(line -> line.hasSequence() && line.isInPlace(reference)).count();
  }

  private List<PrimerLine> lines(List<String> contigs) {
    return byContig.entrySet().stream()
        .filter(entry -> contigs.contains(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  private Optional<String> remark(List<String> contigs, boolean named) {
    List<String> others =
        byContig.keySet().stream().filter(name -> !contigs.contains(name)).toList();
    List<String> told = new ArrayList<>();
    if (!named) {
      told.add(
          String.format(
              Locale.ROOT,
              "its primers on %s have the bases of %s there, which is taken for the same sequence",
              names(contigs),
              dataset.referenceName()));
    }
    if (!others.isEmpty()) {
      told.add(
          String.format(
              Locale.ROOT,
              "%d of its %d primers are not on %s, the dataset's reference, but on %s, and are left"
                  + " out",
              lines(others).size(),
              lines(List.copyOf(byContig.keySet())).size(),
              dataset.referenceName(),
              names(others)));
    }
    return told.isEmpty() ? Optional.empty() : Optional.of(file + ": " + String.join("; ", told));
  }

  private static String names(List<String> contigs) {
    return contigs.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
        + (contigs.size() > MOST_NAMES ? " and " + (contigs.size() - MOST_NAMES) + " more" : "");
  }
}
