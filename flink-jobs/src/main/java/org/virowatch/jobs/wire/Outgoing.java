package org.virowatch.jobs.wire;

import org.apache.avro.specific.SpecificRecordBase;

/**
 * A record on its way to a topic.
 *
 * @param key the record's key
 * @param value the record
 * @param <T> the record type
 */
public record Outgoing<T extends SpecificRecordBase>(String key, T value) {}
