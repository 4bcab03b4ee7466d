package org.virowatch.stack.query;

import org.jspecify.annotations.Nullable;

/**
 * Which mutations' rows to show.
 *
 * @param text null for all rows; the empty string for the rows without a mutation; {@code S:*} for
 *     those of a CDS; otherwise one mutation
 */
record MutationFilter(@Nullable String text) {
  /** Returns whether rows of this mutation are shown; the empty string is a lineage's own row. */
  boolean shows(String mutation) {
    if (text == null) {
      return true;
    }
    return text.endsWith(":*")
        ? mutation.startsWith(text.substring(0, text.length() - 1))
        : mutation.equals(text);
  }
}
