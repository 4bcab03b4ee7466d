package org.virowatch.surveillance.frequency;

import java.util.List;
import java.util.Locale;
import org.virowatch.surveillance.delay.Nowcast;

/**
 * How complete a row's region and week are expected to be, and how many {@code genomes} its lineage
 * will have there. The same in a lineage's rows of mutations, as {@code genomes} is.
 */
public final class CompletenessColumns implements MoreColumns {
  /** The columns' names, in order. */
  public static final List<String> COLUMNS =
      List.of("completeness", "expected", "expected_lower", "expected_upper", "as_of");

  private static final List<String> UNKNOWN = List.of("", "", "", "", "");

  private final FrequencyTable table;
  private final ExpectedGenomes expected;

  /** Makes the columns of the rows of a table. */
  public CompletenessColumns(FrequencyTable table, ExpectedGenomes expected) {
    this.table = table;
    this.expected = expected;
  }

  @Override
  public List<String> names() {
    return COLUMNS;
  }

  @Override
  public List<String> fields(FrequencyRow row) {
    return expected
        .of(row.region(), row.week(), row.genomes(), table.genomes(row.region(), row.week()))
        .map(CompletenessColumns::fields)
        .orElse(UNKNOWN);
  }

  private static List<String> fields(ExpectedGenomes.Expected expected) {
    Nowcast nowcast = expected.nowcast();
    return List.of(
        String.format(Locale.ROOT, "%.6f", nowcast.completeness()),
        String.format(Locale.ROOT, "%.1f", nowcast.expected()),
        String.format(Locale.ROOT, "%.0f", nowcast.lower()),
        String.format(Locale.ROOT, "%.0f", nowcast.upper()),
        expected.asOf().toString());
  }
}
