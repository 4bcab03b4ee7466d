package org.virowatch.jobs.wire;

import org.apache.avro.specific.SpecificRecordBase;

/**
 * What was found in one record of a topic. Bytes that cannot be read are a value like any other, so
 * that they end as a rejection and not as an exception.
 *
 * @param <T> the record type expected on the topic
 */
public sealed interface Incoming<T extends SpecificRecordBase> {

  /** A record of the expected type. */
  record Decoded<T extends SpecificRecordBase>(T value) implements Incoming<T> {}

  /**
   * A record without a value: the removal of its key.
   *
   * @param key the key as text
   */
  record Removed<T extends SpecificRecordBase>(String key) implements Incoming<T> {}

  /**
   * Bytes that are no record of the expected type.
   *
   * @param key the record's key as text, or its place on the topic when it has no readable one
   * @param origin topic, partition and offset, in words
   * @param reason why the bytes could not be read, and the likely cause
   * @param excerpt the first bytes, escaped and cut
   */
  record Undecodable<T extends SpecificRecordBase>(
      String key, String origin, String reason, String excerpt) implements Incoming<T> {}
}
