package org.virowatch.stack.simulate;

/**
 * A small insertion or deletion.
 *
 * @param position 0-based; the first base deleted, or the base after which bases are inserted
 * @param deleted bases deleted; 0 for an insertion
 * @param inserted bases inserted; empty for a deletion
 */
record Indel(int position, int deleted, String inserted) {

  static Indel deletion(int position, int length) {
    return new Indel(position, length, "");
  }

  /**
   * @param afterOneBased 1-based position after which the bases stand
   */
  static Indel insertion(int afterOneBased, String bases) {
    return new Indel(afterOneBased - 1, 0, bases);
  }

  /** {@code 22204:GAGCCAGAA} or {@code 21765-21770}, 1-based. */
  @Override
  public String toString() {
    return deleted == 0
        ? (position + 1) + ":" + inserted
        : (position + 1) + "-" + (position + deleted);
  }
}
