package org.virowatch.genomics.detect;

import java.util.List;
import java.util.Optional;

/**
 * Which dataset's virus a sequence is of.
 *
 * @param verdict how sure it is
 * @param words different words of the sequence that were looked up
 * @param matches datasets that have some of them, the best first
 */
public record Detection(DetectionVerdict verdict, int words, List<DatasetMatch> matches) {

  public Detection {
    matches = List.copyOf(matches);
  }

  /** The best match. */
  public Optional<DatasetMatch> best() {
    return matches.stream().findFirst();
  }

  /** The best match, if it is certain. */
  public Optional<DatasetMatch> certain() {
    return verdict == DetectionVerdict.CERTAIN ? best() : Optional.empty();
  }

  /** The match after the best. */
  public Optional<DatasetMatch> runnerUp() {
    return matches.stream().skip(1).findFirst();
  }
}
