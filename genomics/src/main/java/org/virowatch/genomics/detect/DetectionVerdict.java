package org.virowatch.genomics.detect;

import java.util.Locale;

/** How sure a detection is. */
public enum DetectionVerdict {
  /** The sequence is of the best match's virus. */
  CERTAIN,
  /** It resembles the best match, but may be a relative of it, or a mixture. */
  UNCERTAIN,
  /** It resembles no dataset. */
  NONE,
  /** Too few known bases to tell. */
  TOO_SHORT;

  /** The word for people and tables: {@code certain}, {@code uncertain}, … */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
