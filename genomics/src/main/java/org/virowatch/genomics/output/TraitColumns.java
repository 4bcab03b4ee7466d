package org.virowatch.genomics.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.trait.MotifMatch;
import org.virowatch.genomics.trait.PhenotypeScore;
import org.virowatch.genomics.watchlist.WatchlistHit;

/** Columns that depend on the dataset, and the two that Nextclade does not have. */
final class TraitColumns {

  private TraitColumns() {}

  static Column attribute(String name) {
    return new Column(
        name,
        (out, genome) -> {
          Placement placement = genome.placement();
          String value = placement == null ? null : placement.attributes().get(name);
          if (value != null) {
            out.append(value);
          }
        });
  }

  static Column phenotype(String name) {
    return new Column(
        name,
        (out, genome) -> {
          for (PhenotypeScore score : genome.findings().phenotypes()) {
            if (score.name().equals(name)) {
              out.appendNumber(score.value());
              return;
            }
          }
        });
  }

  static Column motif(String name) {
    return new Column(
        name,
        (out, genome) -> {
          String separator = "";
          for (MotifMatch match : genome.findings().motifs()) {
            if (match.name().equals(name)) {
              out.append(separator).append(match);
              separator = ";";
            }
          }
        });
  }

  /** Lineage, which is a clade-like attribute or the clade, and the watchlist. */
  static List<Column> own() {
    return List.of(
        new Column("lineage", TraitColumns::lineage),
        new Column("watchlist", TraitColumns::watchlist));
  }

  private static void lineage(RowText out, AnalyzedGenome genome) {
    Placement placement = genome.placement();
    if (placement != null && placement.lineage() != null) {
      out.append(placement.lineage());
    }
  }

  /** {@code S:E484K|bamlanivimab&immune-escape}: each mutation with the panels it is on. */
  private static void watchlist(RowText out, AnalyzedGenome genome) {
    List<WatchlistHit> hits = genome.findings().watchlist();
    if (hits.isEmpty()) {
      return;
    }
    Map<String, StringBuilder> panels = new LinkedHashMap<>();
    for (WatchlistHit hit : hits) {
      StringBuilder names = panels.get(hit.mutations());
      if (names == null) {
        panels.put(hit.mutations(), new StringBuilder(hit.panel()));
      } else if (!("&" + names + "&").contains("&" + hit.panel() + "&")) {
        names.append('&').append(hit.panel());
      }
    }
    String separator = "";
    for (Map.Entry<String, StringBuilder> entry : panels.entrySet()) {
      out.append(separator).append(entry.getKey()).append('|').append(entry.getValue());
      separator = ",";
    }
  }
}
