package org.virowatch.stack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsAreAsWideAsWhatTheyHold() {
    TextTable table = new TextTable("NAME", "N");
    table.row("a", "1");
    table.row("longer", "");

    assertThat(table.lines()).containsExactly("NAME    N", "a       1", "longer");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new TextTable("NAME", "N").row("a"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
