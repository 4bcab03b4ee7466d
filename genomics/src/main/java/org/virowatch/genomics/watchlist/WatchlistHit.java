package org.virowatch.genomics.watchlist;

import org.virowatch.genomics.dataset.Watchlist;

/**
 * An entry of a watchlist that a genome has.
 *
 * @param list name of the list
 * @param entry the entry as written in the list
 * @param mutations the genome's own mutations that make it so, under the names of the CDSes, joined
 *     by {@code +}
 */
public record WatchlistHit(String list, Watchlist.Entry entry, String mutations) {

  /** The panel, or the list where the entry names none. */
  public String panel() {
    return entry.panel().isBlank() ? list : entry.panel();
  }
}
