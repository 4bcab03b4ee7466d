package org.virowatch.genomics.quality;

import java.util.Locale;

/** Verdict on a quality score: good below 30, mediocre below 100, bad from 100. */
public enum QualityStatus {
  GOOD,
  MEDIOCRE,
  BAD;

  /** The verdict for a score. */
  public static QualityStatus of(double score) {
    return score < 30 ? GOOD : score < 100 ? MEDIOCRE : BAD;
  }

  /** {@code good}, {@code mediocre} or {@code bad}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
