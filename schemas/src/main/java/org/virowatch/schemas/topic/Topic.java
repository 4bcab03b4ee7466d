package org.virowatch.schemas.topic;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Kafka topics of a deployment: names, cleanup policies and settings.
 *
 * <p>Every topic keeps records by size or compaction, never by age: records carry event time as
 * their timestamp, and a replay of old genomes would otherwise be deleted as soon as it is written.
 */
public enum Topic {
  /** {@link org.virowatch.schemas.Submission}s by accession; genomes as labs sent them. */
  SUBMISSIONS("submissions", Cleanup.DELETE),
  /** {@link org.virowatch.schemas.CalledGenome}s by accession; the system of record downstream. */
  GENOMES("genomes", Cleanup.COMPACT),
  /** {@link org.virowatch.schemas.Rejection}s by accession. */
  REJECTIONS("rejections", Cleanup.DELETE),
  /**
   * {@link org.virowatch.schemas.FrequencyUpdate}s by {@link Keys#cell} and {@link Keys#staged}.
   */
  FREQUENCIES("frequencies", Cleanup.COMPACT),
  /** {@link org.virowatch.schemas.AlertEvent}s by alert id. */
  ALERTS("alerts", Cleanup.DELETE),
  /** {@link org.virowatch.schemas.ForecastUpdate}s by {@link Keys#forecast}. */
  FORECASTS("forecasts", Cleanup.COMPACT),
  /** {@link org.virowatch.schemas.AlertRule}s by rule id; a null value removes the rule. */
  RULES("rules", Cleanup.COMPACT),
  /** {@link org.virowatch.schemas.DatasetActivation}s by dataset. */
  ACTIVATIONS("activations", Cleanup.COMPACT),
  /** {@link org.virowatch.schemas.LabOrder}s by {@link Keys#lab}. */
  LABS("labs", Cleanup.COMPACT);

  /** What the broker does with old records. */
  public enum Cleanup {
    /** Keep everything, by default without limit. */
    DELETE,
    /** Keep the newest record of each key. */
    COMPACT
  }

  /** Largest record a topic takes: a 2 Mb genome with its metadata fits with room to spare. */
  public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  private final String topicName;
  private final Cleanup cleanup;

  Topic(String topicName, Cleanup cleanup) {
    this.topicName = topicName;
    this.cleanup = cleanup;
  }

  /** Returns the topic's name on the broker. */
  public String topicName() {
    return topicName;
  }

  /** Returns the topic's cleanup policy. */
  public Cleanup cleanup() {
    return cleanup;
  }

  /**
   * Returns how many partitions a new topic gets. Rules, activations and orders about labs are few
   * and read whole by every reader; one partition keeps their order.
   *
   * @param dataPartitions partitions of the data topics
   */
  public int partitions(int dataPartitions) {
    return this == RULES || this == ACTIVATIONS || this == LABS ? 1 : dataPartitions;
  }

  /** Returns the topic's broker settings, by Kafka's configuration names. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cleanup.policy", cleanup == Cleanup.COMPACT ? "compact" : "delete");
    settings.put("retention.ms", "-1");
    settings.put("retention.bytes", "-1");
    settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
    settings.put("compression.type", this == SUBMISSIONS ? "zstd" : "producer");
    return settings;
  }
}
