package org.virowatch.stack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {
  @ParameterizedTest
  @CsvSource({"1536m,1536", "2g,2048", "2G,2048", "1024 MiB,1024", "1gb,1024"})
  void readsTheUsualForms(String text, int mebibytes) {
    assertThat(MemorySize.parse(text).mebibytes()).isEqualTo(mebibytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1536", "lots", "-1m", "1.5g", "1536k"})
  void refusesOtherTextAndNamesTheForms(String text) {
    assertThatThrownBy(() -> MemorySize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1536m or 2g");
  }

  @Test
  void writesWhatTheJvmReads() {
    assertThat(MemorySize.parse("2g")).hasToString("2048m");
  }
}
