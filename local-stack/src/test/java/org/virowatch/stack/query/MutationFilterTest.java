package org.virowatch.stack.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MutationFilterTest {
  private static final List<String> ALL = List.of("", "C241T", "S:D614G", "S:214:EPE", "S2:A1T");

  @Test
  void showsAllOneOrACodingSequencesRowsOrTheRowsWithoutMutation() {
    assertThat(shown(null)).isEqualTo(ALL);
    assertThat(shown("")).containsExactly("");
    assertThat(shown("C241T")).containsExactly("C241T");
    assertThat(shown("S:*")).containsExactly("S:D614G", "S:214:EPE");
    assertThat(shown("S:D614")).isEmpty();
  }

  private static List<String> shown(@Nullable String text) {
    MutationFilter filter = new MutationFilter(text);
    return ALL.stream().filter(filter::shows).toList();
  }
}
