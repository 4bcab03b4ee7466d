package org.virowatch.surveillance.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EncodedTest {
  private final AtomicInteger decoded = new AtomicInteger();
  private final Encoded.Form<StringBuilder> form =
      new Encoded.Form<>(
          (text, out) -> out.text(text.toString()),
          in -> {
            decoded.incrementAndGet();
            return new StringBuilder(in.text());
          });

  private static byte[] bytes(Encoded<StringBuilder> value) {
    CompactWriter out = new CompactWriter();
    out.signed(-7);
    value.writeTo(out);
    return out.toByteArray();
  }

  private Encoded<StringBuilder> read(byte[] bytes) {
    CompactReader in = new CompactReader(bytes, new TextPool());
    assertThat(in.signed()).isEqualTo(-7);
    return in.rest(form);
  }

  @Test
  void whatIsOnlyHandedOnIsNotDecoded() {
    byte[] bytes = bytes(Encoded.of(form, new StringBuilder("text")));

    assertThat(bytes(read(bytes))).isEqualTo(bytes);
    assertThat(decoded).hasValue(0);
  }

  @Test
  void whatIsLookedAtIsDecodedOnceAndWrittenAsItIsThen() {
    Encoded<StringBuilder> value =
        read(bytes(Encoded.of(form, new StringBuilder("a".repeat(1000)))));

    value.get().append("more");

    assertThat(decoded).hasValue(1);
    assertThat(read(bytes(value)).get()).hasToString("a".repeat(1000) + "more");
  }

  @Test
  void damagedBytesAreFoundWhereTheyAreLookedAt() {
    byte[] bytes = bytes(Encoded.of(form, new StringBuilder("text")));
    bytes[1] = 100;
    Encoded<StringBuilder> damaged = read(bytes);

    assertThatThrownBy(damaged::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("100 bytes");
  }
}
