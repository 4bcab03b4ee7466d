package org.virowatch.genomics;

/** Why a sequence could not be analysed. */
public enum FailureReason {
  /** No bases at all. */
  EMPTY_SEQUENCE,
  /** Letters that are no nucleotide codes, as in protein or HTML. */
  NOT_NUCLEOTIDE,
  /** Fewer bases than the dataset accepts. */
  TOO_SHORT,
  /** More bases than can be one genome of this virus. */
  TOO_LONG,
  /** Nearly everything is N. */
  TOO_FEW_KNOWN_BASES,
  /** Nothing of the reference was recognised. */
  WRONG_VIRUS,
  /** The sequence fits the reference only when reverse-complemented. */
  REVERSE_COMPLEMENT,
  /** It resembles the reference but could not be aligned. */
  ALIGNMENT_FAILED,
  /** A fault of this program. */
  INTERNAL_ERROR
}
