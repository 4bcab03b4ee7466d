package org.virowatch.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AcceptedVersions;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.LabOrder;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.schemas.RegionTickState;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.Submission;

/**
 * Every schema a record type has ever had, shipped as {@code history/<Record>/v<N>.avsc}, so that a
 * reader finds the writer's schema by the fingerprint in front of the record. Immutable and safe
 * for use by several threads.
 */
public final class SchemaHistory implements SchemaStore {
  /** The record types that travel on topics, then those that the jobs keep as state. */
  public static final List<Class<? extends SpecificRecordBase>> RECORD_TYPES =
      List.of(
          Submission.class,
          CalledGenome.class,
          Rejection.class,
          FrequencyUpdate.class,
          AlertRule.class,
          AlertEvent.class,
          ForecastUpdate.class,
          DatasetActivation.class,
          LabOrder.class,
          AcceptedVersions.class,
          RegionTickState.class,
          OpenAlert.class);

  private static final SchemaHistory BUNDLED = new SchemaHistory();

  private final Map<String, List<Schema>> versionsByRecord = new LinkedHashMap<>();
  private final Map<Long, Schema> byFingerprint = new LinkedHashMap<>();

  private SchemaHistory() {
    for (var type : RECORD_TYPES) {
      List<Schema> versions = new ArrayList<>();
      for (int version = 1; ; version++) {
        Schema schema = read(type.getSimpleName(), version);
        if (schema == null) {
          break;
        }
        versions.add(schema);
        byFingerprint.put(SchemaNormalization.parsingFingerprint64(schema), schema);
      }
      versionsByRecord.put(type.getSimpleName(), List.copyOf(versions));
    }
  }

  /** Returns the history that ships with this release. */
  public static SchemaHistory bundled() {
    return BUNDLED;
  }

  /** Returns all versions of the named record's schema, oldest first. */
  public List<Schema> versions(String recordName) {
    return versionsByRecord.getOrDefault(recordName, List.of());
  }

  @Override
  public @Nullable Schema findByFingerprint(long fingerprint) {
    return byFingerprint.get(fingerprint);
  }

  private static @Nullable Schema read(String recordName, int version) {
    String resource = "/org/virowatch/schemas/history/" + recordName + "/v" + version + ".avsc";
    try (InputStream in = SchemaHistory.class.getResourceAsStream(resource)) {
      return in == null ? null : new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled schema " + resource + " cannot be read", e);
    }
  }
}
