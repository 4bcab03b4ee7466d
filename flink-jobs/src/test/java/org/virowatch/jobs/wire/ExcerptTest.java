package org.virowatch.jobs.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void shortTextStaysAsItIs() {
    assertThat(Excerpt.of("hCoV-19/Österreich/1")).isEqualTo("hCoV-19/Österreich/1");
    assertThat(Excerpt.of("x".repeat(80))).isEqualTo("x".repeat(80));
  }

  @Test
  void nothingATerminalWouldObeyIsLeft() {
    assertThat(Excerpt.of("a\u001b[31m\n\u202eb")).isEqualTo("a\\u001b[31m\\u000a\\u202eb");
  }

  @Test
  void longTextIsCutAndSaysSo() {
    assertThat(Excerpt.of("x".repeat(81))).isEqualTo("x".repeat(79) + "…");
    assertThat(Excerpt.of(new byte[100])).hasSizeLessThanOrEqualTo(80).endsWith("\\u0000…");
  }
}
