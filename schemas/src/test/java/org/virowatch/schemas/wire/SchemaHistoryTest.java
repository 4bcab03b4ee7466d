package org.virowatch.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaHistoryTest {

  static Stream<Class<? extends SpecificRecordBase>> recordTypes() {
    return SchemaHistory.RECORD_TYPES.stream();
  }

  @ParameterizedTest
  @MethodSource("recordTypes")
  void theNewestSchemaInTheHistoryIsTheOneInUse(Class<? extends SpecificRecordBase> type) {
    var versions = SchemaHistory.bundled().versions(type.getSimpleName());
    assertThat(versions).as("history of " + type.getSimpleName()).isNotEmpty();
    Schema newest = versions.get(versions.size() - 1);
    assertThat(SchemaNormalization.toParsingForm(newest))
        .as(
            "src/main/avro/%s.avsc changed: add its resolved schema as the next history/%s/vN.avsc",
            type.getSimpleName(), type.getSimpleName())
        .isEqualTo(SchemaNormalization.toParsingForm(current(type)));
  }

  @ParameterizedTest
  @MethodSource("recordTypes")
  void everyEarlierSchemaReadsAndIsReadByTheCurrentOne(Class<? extends SpecificRecordBase> type) {
    for (Schema earlier : SchemaHistory.bundled().versions(type.getSimpleName())) {
      assertCompatible(current(type), earlier);
      assertCompatible(earlier, current(type));
    }
  }

  @ParameterizedTest
  @MethodSource("recordTypes")
  void everyFieldOfEveryRecordIsDocumented(Class<? extends SpecificRecordBase> type) {
    assertThat(current(type).getDoc()).isNotBlank();
    assertThat(current(type).getFields())
        .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
  }

  private static Schema current(Class<?> type) {
    return SpecificData.get().getSchema(type);
  }

  private static void assertCompatible(Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    assertThat(result.getType())
        .as(result.getDescription())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }
}
