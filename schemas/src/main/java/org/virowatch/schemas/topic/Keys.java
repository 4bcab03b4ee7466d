package org.virowatch.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** Keys of records, as UTF-8 text. Kafka's default partitioner spreads them. */
public final class Keys {
  /**
   * Header of a moved call that counts as the call that was made from the sequence: the same
   * lineage, mutations and unknown sites. Whoever has counted that one need not read this.
   */
  public static final String COUNTS_AS_CALLED = "counts-as-called";

  private Keys() {}

  /** Returns the key as it goes on the wire. */
  public static byte[] bytes(String key) {
    return key.getBytes(UTF_8);
  }

  /** Returns the key as text. */
  public static String text(byte[] key) {
    return new String(key, UTF_8);
  }

  /** Returns the key of one cell of counts. None of the parts holds a vertical bar. */
  public static String cell(String dataset, String region, String period, String lineage) {
    return dataset + "|" + region + "|" + period + "|" + lineage;
  }

  /** Returns the key of a region's forecast. */
  public static String forecast(String dataset, String region) {
    return dataset + "|" + region;
  }

  /** Returns the key of what people decided about a lab. */
  public static String lab(String dataset, String lab) {
    return dataset + "|" + lab;
  }

  /** Returns the key of what an activation will change in a cell. */
  public static String staged(String cell) {
    return cell + "|staged";
  }

  /**
   * Returns the key of a call that was moved to another version of its dataset. Of its own, so that
   * compaction cannot let it displace a higher version of the genome that came meanwhile. Two take
   * turns, so that the calls in force stay while the next activation is under way.
   *
   * @param activation the activation's number, from 1
   */
  public static String moved(String accession, int version, int activation) {
    return accession + movedMark(activation) + version;
  }

  /**
   * Returns accession and version of a call that was moved, {@code accession|version}; nothing for
   * any other key.
   *
   * @param activation the activation that moved it, or one that takes turns with it
   */
  public static Optional<String> movedVersion(String key, int activation) {
    String mark = movedMark(activation);
    int at = key.lastIndexOf(mark);
    return at < 0
        ? Optional.empty()
        : Optional.of(key.substring(0, at) + "|" + key.substring(at + mark.length()));
  }

  /** Returns whether a key is that of a call that was moved. */
  public static boolean isMoved(String key) {
    return key.contains(movedMark(1)) || key.contains(movedMark(2));
  }

  private static String movedMark(int activation) {
    return activation % 2 == 1 ? "|moved|" : "|moved-again|";
  }
}
