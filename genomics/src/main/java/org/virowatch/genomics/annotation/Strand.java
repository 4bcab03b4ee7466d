package org.virowatch.genomics.annotation;

/** The strand of the reference a coding sequence is read from. */
public enum Strand {
  /** As the reference is written. */
  FORWARD,
  /** The reverse complement of the reference. */
  REVERSE;

  /** {@code +} or {@code -}. */
  @Override
  public String toString() {
    return this == FORWARD ? "+" : "-";
  }
}
