package org.virowatch.jobs.counting;

import java.util.function.Function;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * A cell as it was published.
 *
 * @param key the cell
 * @param revision of the publication
 * @param at processing time of the publication, epoch milliseconds
 * @param generation the activation of the dataset whose calls are counted, 0 before the first
 * @param counts what was published; live
 */
record PublishedCell(CellKey key, long revision, long at, long generation, CellCounts counts) {
  static CompactForm<PublishedCell> form(TextPool pool) {
    return new CompactForm<PublishedCell>(
            "published cells",
            3,
            PublishedCell::writeTo,
            in -> readFrom(in, true, CellCounts::readFrom),
            pool)
        .reading(2, in -> readFrom(in, false, CellCounts::readFrom))
        .reading(1, in -> readFrom(in, false, CellCounts::readTexts));
  }

  private void writeTo(CompactWriter out) {
    out.text(key.dataset());
    out.text(key.region());
    out.text(key.period());
    out.text(key.lineage());
    out.unsigned(revision);
    out.unsigned(at);
    out.unsigned(generation);
    counts.writeTo(out);
  }

  private static PublishedCell readFrom(
      CompactReader in, boolean generations, Function<CompactReader, CellCounts> counts) {
    return new PublishedCell(
        new CellKey(in.text(), in.text(), in.text(), in.text()),
        in.unsigned(),
        in.unsigned(),
        generations ? in.unsigned() : 0,
        counts.apply(in));
  }
}
