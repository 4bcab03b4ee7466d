package org.virowatch.genomics.align;

/**
 * A stretch where query and reference resemble each other without gaps.
 *
 * @param reference first reference letter, counted from 0
 * @param query first query letter, counted from 0
 * @param length letters
 */
record Seed(int reference, int query, int length) {

  /** Query position minus reference position. */
  int offset() {
    return query - reference;
  }

  int referenceEnd() {
    return reference + length;
  }

  int queryEnd() {
    return query + length;
  }
}
