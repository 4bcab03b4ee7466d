package org.virowatch.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Keys of records, as UTF-8 text. Kafka's default partitioner spreads them. */
public final class Keys {
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

  /**
   * Returns the key of a call that was moved to another version of its dataset. Of its own, so that
   * compaction cannot let it displace a higher version of the genome that came meanwhile.
   */
  public static String moved(String accession, int version) {
    return accession + "|moved|" + version;
  }
}
