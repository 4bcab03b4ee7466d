package org.virowatch.surveillance.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.wire.SchemaHistory;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.surveillance.testing.RandomHistory;

/** Genomes on the topic that were written with any schema there has been count as ever. */
class EarlierSchemasTest {
  private static final WireCodec<CalledGenome> CODEC = WireCodec.of(CalledGenome.class);

  static Stream<Integer> versions() {
    return IntStream.range(0, SchemaHistory.bundled().versions("CalledGenome").size()).boxed();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void genomesOfEverySchemaCountAlike(int version) throws IOException {
    Schema schema = SchemaHistory.bundled().versions("CalledGenome").get(version);
    List<CalledGenome> genomes = new RandomHistory(5).versions(60, 20);
    BatchRecomputation now = new BatchRecomputation();
    BatchRecomputation earlier = new BatchRecomputation();
    for (CalledGenome genome : genomes) {
      now.add(genome);
      earlier.add(CODEC.decode(written(genome, schema)));
    }
    assertThat(earlier.cells()).isNotEmpty().isEqualTo(now.cells());
  }

  /** As a release with that schema would have written it. */
  private static byte[] written(CalledGenome genome, Schema schema) throws IOException {
    ByteArrayOutputStream current = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(current, null);
    new SpecificDatumWriter<>(CalledGenome.class).write(genome, encoder);
    encoder.flush();
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(CalledGenome.getClassSchema(), schema)
            .read(null, DecoderFactory.get().binaryDecoder(current.toByteArray(), null));
    ByteBuffer bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(record);
    byte[] message = new byte[bytes.remaining()];
    bytes.get(message);
    return message;
  }
}
