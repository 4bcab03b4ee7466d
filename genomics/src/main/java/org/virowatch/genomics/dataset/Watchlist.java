package org.virowatch.genomics.dataset;

import java.util.List;

/**
 * Mutations to look out for, such as those that make a drug fail.
 *
 * @param name name of the list, the file's name without its ending
 * @param entries in the order of the file
 */
public record Watchlist(String name, List<Entry> entries) {

  public Watchlist {
    entries = List.copyOf(entries);
  }

  /**
   * One row of a list.
   *
   * @param mutation the mutation, such as {@code S:E484K}; several joined by {@code +}
   * @param alias the same under another name, such as {@code nsp5:E166V}; empty if none
   * @param panel the panel it belongs to, such as the drug
   * @param effect what it does, in words
   * @param source where this is written
   */
  public record Entry(String mutation, String alias, String panel, String effect, String source) {}
}
