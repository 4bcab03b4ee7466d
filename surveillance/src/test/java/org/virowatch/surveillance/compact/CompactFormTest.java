package org.virowatch.surveillance.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactFormTest {
  @Test
  void numbersOfAllSizesAndSignsComeBack() {
    List<Long> numbers = new ArrayList<>(List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      numbers.add(random.nextLong() >> random.nextInt(64));
    }
    CompactWriter out = new CompactWriter();
    for (long number : numbers) {
      out.signed(number);
      if (number >= 0) {
        out.unsigned(number);
      }
    }
    CompactReader in = new CompactReader(out.toByteArray(), new TextPool());
    for (long number : numbers) {
      assertThat(in.signed()).isEqualTo(number);
      if (number >= 0) {
        assertThat(in.unsigned()).isEqualTo(number);
      }
    }
  }

  @Test
  void smallNumbersTakeOneByte() {
    CompactWriter out = new CompactWriter();
    out.unsigned(127);
    out.signed(-64);
    assertThat(out.toByteArray()).hasSize(2);
  }

  @Test
  void textsOfAnyAlphabetAndLengthComeBackAlsoFromACrowdedPool() {
    List<String> texts =
        new ArrayList<>(
            List.of("", "C241T", "Île-de-France", "福岡県", "é".repeat(31), "x".repeat(500)));
    for (int i = 0; i < 200_000; i++) {
      texts.add("S:A" + i + "T");
    }
    TextPool pool = new TextPool();
    CompactWriter out = new CompactWriter();
    texts.forEach(out::text);
    byte[] bytes = out.toByteArray();
    for (int round = 0; round < 2; round++) {
      CompactReader in = new CompactReader(bytes, pool);
      for (String text : texts) {
        assertThat(in.text()).isEqualTo(text);
      }
    }
  }

  @Test
  void aTextThatComesOftenIsOneObject() {
    TextPool pool = new TextPool();
    CompactWriter out = new CompactWriter();
    out.text("S:D614G");
    byte[] bytes = out.toByteArray();
    String first = new CompactReader(bytes, pool).text();
    assertThat(new CompactReader(bytes, pool).text()).isSameAs(first);
    assertThat(pool.pooled(new String("S:D614G".toCharArray()))).isSameAs(first);
  }

  @Test
  void aValueOfALaterFormIsRefusedWithBothVersions() {
    TextPool pool = new TextPool();
    var later =
        new CompactForm<String>(
            "names", 2, (name, out) -> out.text(name), CompactReader::text, pool);
    var now =
        new CompactForm<String>(
            "names", 1, (name, out) -> out.text(name), CompactReader::text, pool);
    assertThat(later.decode(later.encode("BA.2"))).isEqualTo("BA.2");
    assertThatThrownBy(() -> now.decode(later.encode("BA.2")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("names", "form 2", "form 1");
  }

  @Test
  void aValueOfAnEarlierFormIsReadAndWrittenInTheNewOne() {
    TextPool pool = new TextPool();
    var before =
        new CompactForm<String>(
            "names", 1, (name, out) -> out.text("old " + name), CompactReader::text, pool);
    var now =
        new CompactForm<String>(
                "names", 3, (name, out) -> out.text(name), CompactReader::text, pool)
            .reading(1, in -> in.text().substring("old ".length()));
    assertThat(now.decode(before.encode("BA.2"))).isEqualTo("BA.2");
    assertThat(now.encode(now.decode(before.encode("BA.2")))).isEqualTo(now.encode("BA.2"));
    assertThatThrownBy(() -> now.reading(3, CompactReader::text))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> now.reading(1, CompactReader::text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damagedBytesAreRefusedNotReadBeyondTheirEnd() {
    TextPool pool = new TextPool();
    assertThatThrownBy(() -> new CompactReader(new byte[] {120, 'a'}, pool).text())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new CompactReader(new byte[] {-1}, pool).unsigned())
        .isInstanceOf(IllegalStateException.class);
  }
}
