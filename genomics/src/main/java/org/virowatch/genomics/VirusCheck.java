package org.virowatch.genomics;

import java.util.Optional;
import java.util.function.Supplier;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.genomics.detect.DatasetMatch;
import org.virowatch.genomics.detect.Detection;

/**
 * Sees to it that genomes of another virus are refused by the name of the virus they look like.
 * Only suspects are looked at: what the dataset refused, and what aligns but is far from the
 * reference. Thread-safe if the supplier is.
 */
public final class VirusCheck {

  /** Share of substituted bases from which an aligned genome is suspect. */
  private static final double FAR = 0.05;

  private final ReferenceDataset dataset;
  private final Supplier<DatasetDetector> detector;

  /**
   * @param dataset what genomes are read against
   * @param detector knows it and the datasets of other viruses; asked for at the first suspect
   */
  public VirusCheck(ReferenceDataset dataset, Supplier<DatasetDetector> detector) {
    this.dataset = dataset;
    this.detector = detector;
  }

  /**
   * The result of an analysis, or a refusal that names the virus which the sequence looks like.
   *
   * @param letters the sequence as it stands in the file
   */
  public AnalysisResult check(AnalysisResult result, byte[] letters) {
    if (result instanceof AnalyzedGenome genome) {
      return isFar(genome) ? checkFar(genome, letters) : genome;
    }
    AnalysisFailure failure = (AnalysisFailure) result;
    return switch (failure.reason()) {
      case WRONG_VIRUS, ALIGNMENT_FAILED, TOO_LONG -> checkRefused(failure, letters);
      default -> failure;
    };
  }

  private static boolean isFar(AnalyzedGenome genome) {
    int limit = (int) (FAR * genome.aligned().length());
    if (genome.substitutions().size() <= limit / 4) {
      return false; // far too few even if three quarters are unknown: nearly every genome
    }
    int known = genome.aligned().length();
    for (NucleotideRange missing : genome.missing()) {
      known -= missing.length();
    }
    return genome.substitutions().size() > FAR * known;
  }

  private AnalysisResult checkFar(AnalyzedGenome genome, byte[] letters) {
    Detection detection = detector.get().detect(letters);
    Optional<DatasetMatch> other = other(detection);
    double own =
        detection.matches().stream()
            .filter(match -> DatasetMatch.sameReference(match.dataset(), dataset))
            .mapToDouble(DatasetMatch::score)
            .max()
            .orElse(0);
    return other.isPresent() && other.get().score() >= 2 * own
        ? DetectionRefusals.another(genome.name(), dataset, other.get())
        : genome;
  }

  private AnalysisFailure checkRefused(AnalysisFailure failure, byte[] letters) {
    DatasetDetector known = detector.get();
    if (known.datasets().size() < 2) {
      return failure; // there is no other to look like
    }
    Detection detection = known.detect(letters);
    Optional<DatasetMatch> other = other(detection);
    return other.isPresent()
        ? DetectionRefusals.another(failure.name(), dataset, other.get())
        : failure.reason() == FailureReason.WRONG_VIRUS
            ? DetectionRefusals.withHint(failure, detection)
            : failure;
  }

  private Optional<DatasetMatch> other(Detection detection) {
    return detection
        .certain()
        .filter(match -> !DatasetMatch.sameReference(match.dataset(), dataset));
  }
}
