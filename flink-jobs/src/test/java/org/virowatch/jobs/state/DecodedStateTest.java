package org.virowatch.jobs.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecodedStateTest {
  private static final int CAPACITY = 100;

  private final DecodedState<StringBuilder> state =
      new DecodedState<>(StringBuilder::length, CAPACITY);

  private StringBuilder get(String key) {
    return state.get(key, StringBuilder::new);
  }

  @Test
  void theLongestUnusedIsForgottenFirstAndWhatChangedNever() {
    StringBuilder held = get("held").append("x".repeat(CAPACITY));
    state.hold("held", held);
    StringBuilder old = get("old").append("o".repeat(60));
    StringBuilder young = get("young").append("y".repeat(60));
    assertThat(get("old")).isSameAs(old);
    assertThat(get("young")).isSameAs(young);
    // Both together are too heavy; the older of them is gone.
    assertThat(get("old")).isNotSameAs(old).isEmpty();
    assertThat(get("young")).isSameAs(young);
    assertThat(get("held")).isSameAs(held);
    assertThat(state.changed()).containsExactly("held");

    state.written("held");
    assertThat(state.changed()).isEmpty();
    assertThat(get("held")).as("alone it fits").isSameAs(held);
    assertThat(get("young")).isNotSameAs(young);
  }

  @Test
  void whatIsHeldIsFullWhenItIsTooHeavyAndNoMoreWhenItIsWritten() {
    StringBuilder growing = get("growing").append("g".repeat(60));
    state.hold("growing", growing);
    assertThat(state.isFull()).isFalse();
    growing.append("g".repeat(30));
    state.hold("growing", growing);
    assertThat(state.isFull()).as("90 of 100, not 150").isFalse();
    state.hold("other", get("other").append("o".repeat(20)));
    assertThat(state.isFull()).isTrue();
    state.written("growing");
    assertThat(state.isFull()).isFalse();
  }
}
