package org.virowatch.jobs.counting;

import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.FormSerializer;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * A change of one cell.
 *
 * @param key the cell
 * @param counts by how much its counts change; may be negative, and must not change any more
 * @param generation the activation of the dataset from which on this holds, 0 where it always does
 */
public record CellChange(CellKey key, CellCounts counts, long generation) {
  /** Makes a change that holds whatever version of the dataset is active. */
  public CellChange(CellKey key, CellCounts counts) {
    this(key, counts, 0);
  }

  /** Returns the type of the changes on their way to their cell. */
  public static ExplicitType<CellChange> type() {
    return FormSerializer.type(CellChange.class, CellChange::form);
  }

  /** Returns the form of the changes, for one thread. */
  public static CompactForm<CellChange> form() {
    return new CompactForm<>(
        "changes of cells", 1, CellChange::write, CellChange::read, new TextPool());
  }

  private static void write(CellChange change, CompactWriter out) {
    out.text(change.key().dataset());
    out.text(change.key().region());
    out.text(change.key().period());
    out.text(change.key().lineage());
    change.counts().writeTo(out);
    out.signed(change.generation());
  }

  private static CellChange read(CompactReader in) {
    return new CellChange(
        new CellKey(in.text(), in.text(), in.text(), in.text()),
        CellCounts.readFrom(in),
        in.signed());
  }
}
