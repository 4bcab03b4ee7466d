package org.virowatch.surveillance.frequency;

import java.util.List;

/** Columns beside those of {@link FrequencyRow}, for those who ask for them. */
public interface MoreColumns {
  /** Returns the columns' names, in order. */
  List<String> names();

  /** Returns a row's fields in these columns, the empty string where nothing is known. */
  List<String> fields(FrequencyRow row);
}
