package org.virowatch.genomics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.genomics.detect.DatasetMatch;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.sequence.CleanSequence;

/** Why a sequence is refused by what it was detected to be, in words a lab understands. */
public final class DetectionRefusals {

  private static final int NAMED = 12;

  private DetectionRefusals() {}

  /**
   * Why no dataset was chosen for a sequence.
   *
   * @param letters the sequence as it stands in the file
   * @param detection what was found, nothing certain
   * @param installed the datasets that were looked at
   */
  public static AnalysisFailure undetected(
      String name, byte[] letters, Detection detection, List<ReferenceDataset> installed) {
    CleanSequence clean = new CleanSequence();
    clean.read(letters);
    if (clean.length() == 0) {
      return Refusals.empty(name);
    }
    if (Refusals.isForeign(clean)) {
      return Refusals.notNucleotide(name, letters, clean);
    }
    return switch (detection.verdict()) {
      case TOO_SHORT ->
          failure(
              name,
              FailureReason.TOO_FEW_KNOWN_BASES,
              "Only "
                  + clean.known()
                  + " of "
                  + clean.length()
                  + " bases are known, too few in a row to tell the virus. Likely cause: a fragment,"
                  + " or a failed amplification. Name the dataset, or sequence the sample again.",
              Integer.toString(clean.known()));
      case NONE ->
          failure(
              name,
              FailureReason.WRONG_VIRUS,
              "The sequence looks like no dataset that is installed here: "
                  + names(installed)
                  + ". Likely cause: another virus, or another organism. Install the dataset of its"
                  + " virus.",
              null);
      case CERTAIN, UNCERTAIN -> uncertain(name, detection);
    };
  }

  private static AnalysisFailure uncertain(String name, Detection detection) {
    DatasetMatch best = detection.best().orElseThrow();
    if (best.score() < DatasetDetector.CERTAIN) {
      return failure(
          name,
          FailureReason.WRONG_VIRUS,
          "It is uncertain what virus the sequence is of: it resembles "
              + fromAfar(best)
              + ". Likely cause: a related virus whose dataset is not installed, a strain the dataset"
              + " does not know, or a faulty assembly. Install the dataset of its virus, or name the"
              + " dataset to have the sequence read against it all the same.",
          best.dataset().name());
    }
    DatasetMatch other = detection.runnerUp().orElseThrow();
    return failure(
        name,
        FailureReason.WRONG_VIRUS,
        "It is uncertain what virus the sequence is of: parts of it look like "
            + scored(best)
            + ", others like "
            + scored(other)
            + ". Likely cause: a contaminated assembly, or two genomes in one record. Check the"
            + " assembly, or name the dataset to have it read against it all the same.",
        best.dataset().name());
  }

  /** A sequence that was to be read against one dataset and certainly is of another. */
  static AnalysisFailure another(String name, ReferenceDataset wanted, DatasetMatch found) {
    return failure(
        name,
        FailureReason.WRONG_VIRUS,
        "The sequence looks like "
            + scored(found)
            + ", not "
            + DatasetMatch.described(wanted)
            + ". Likely cause: the wrong dataset, or a mix-up of samples. Name its dataset: --dataset "
            + found.dataset().name()
            + ".",
        found.dataset().name());
  }

  /** A refusal with what else is known of the sequence's virus. */
  static AnalysisFailure withHint(AnalysisFailure failure, Detection detection) {
    String hint =
        switch (detection.verdict()) {
          case UNCERTAIN -> " It resembles " + fromAfar(detection.best().orElseThrow()) + ".";
          case NONE -> " It looks like no other dataset that is installed here either.";
          case CERTAIN, TOO_SHORT -> "";
        };
    return new AnalysisFailure(
        failure.name(),
        failure.reason(),
        failure.message() + hint,
        failure.field(),
        failure.value());
  }

  private static String scored(DatasetMatch match) {
    return String.format(
        Locale.ROOT,
        "%s (dataset %s, score %.2f)",
        match.virus(),
        match.dataset().name(),
        match.score());
  }

  private static String fromAfar(DatasetMatch match) {
    return String.format(
        Locale.ROOT,
        "%s most, but about %.0f %% of its bases differ from everything that dataset knows (score"
            + " %.3f, certain from %.2f)",
        DatasetMatch.described(match.dataset()),
        100 * match.divergence(),
        match.score(),
        DatasetDetector.CERTAIN);
  }

  private static String names(List<ReferenceDataset> datasets) {
    String names =
        datasets.stream()
            .limit(NAMED)
            .map(ReferenceDataset::name)
            .collect(Collectors.joining(", "));
    return datasets.size() > NAMED ? names + " and " + (datasets.size() - NAMED) + " more" : names;
  }

  private static AnalysisFailure failure(
      String name, FailureReason reason, String message, @Nullable String value) {
    return new AnalysisFailure(name, reason, message, "sequence", value);
  }
}
