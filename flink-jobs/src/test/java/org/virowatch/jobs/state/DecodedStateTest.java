package org.virowatch.jobs.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecodedStateTest {
  private static final int LIMIT = 100;

  private final DecodedBudget budget = new DecodedBudget(LIMIT);
  private long now;
  private final DecodedState<StringBuilder> state =
      new DecodedState<>(StringBuilder::length, budget, () -> now);

  private StringBuilder get(String key) {
    return state.get(key, StringBuilder::new);
  }

  private static String of(int length) {
    return "x".repeat(length);
  }

  @Test
  void theLongestUnusedIsForgottenFirst() {
    StringBuilder old = get("old").append(of(60));
    StringBuilder young = get("young").append(of(60));
    assertThat(get("old")).isSameAs(old);
    assertThat(get("young")).isSameAs(young);
    // Both together are too heavy; the older of them is gone.
    assertThat(budget.used()).isEqualTo(60);
    assertThat(get("old")).isNotSameAs(old).isEmpty();
    assertThat(get("young")).isSameAs(young);
  }

  @Test
  void whatChangedIsNeverForgottenAndIsCountedOnce() {
    StringBuilder held = get("held").append(of(90));
    assertThat(get("held")).isSameAs(held);
    state.hold("held", held);
    assertThat(budget.used()).isEqualTo(90);
    StringBuilder other = get("other").append(of(20));
    assertThat(get("other")).isSameAs(other);
    assertThat(get("another")).isEmpty();
    assertThat(get("other")).as("too much beside what is held").isEmpty();
    assertThat(get("held")).isSameAs(held);
    assertThat(state.changed()).containsExactly("held");

    state.written("held");
    assertThat(state.changed()).isEmpty();
    assertThat(get("held")).as("it fits").isSameAs(held);
    assertThat(budget.used()).isEqualTo(90);
  }

  @Test
  void whatIsHeldIsFullWhenItIsTooHeavyAndNoMoreWhenItIsWritten() {
    StringBuilder growing = get("growing").append(of(60));
    state.hold("growing", growing);
    assertThat(state.isFull()).isFalse();
    growing.append(of(30));
    state.hold("growing", growing);
    assertThat(state.isFull()).as("90 of 100, not 150").isFalse();
    state.hold("other", get("other").append(of(20)));
    assertThat(state.isFull()).isTrue();
    state.written("growing");
    assertThat(state.isFull()).isFalse();
  }

  @Test
  void oneMayUseWhatOthersDoNotUntilTheyNeedTheirShare() {
    try (var other = new DecodedState<StringBuilder>(StringBuilder::length, budget, () -> now)) {
      state.hold("large", get("large").append(of(80)));
      assertThat(state.isFull()).as("more than half, and yet there is room").isFalse();

      other.hold("small", new StringBuilder(of(30)));

      assertThat(other.isFull()).as("less than its share").isFalse();
      assertThat(state.isFull()).isTrue();
      state.written("large");
      get("next");
      get("next").append(of(1));
      get("next");
      assertThat(get("large")).as("gives way").isEmpty();
    }
  }

  @Test
  void whatIsNotUsedForAWhileMakesRoomForOthers() {
    StringBuilder used = get("used").append(of(10));
    get("unused").append(of(10));
    state.hold("held", get("held").append(of(10)));
    get("unused");
    now += DecodedState.KEPT_NANOS;
    assertThat(get("used")).isSameAs(used);
    assertThat(budget.used()).isEqualTo(30);
    now++;

    assertThat(get("used")).isSameAs(used);

    assertThat(budget.used()).isEqualTo(20);
    assertThat(get("unused")).isEmpty();
    assertThat(get("held")).hasSize(10);
  }

  @Test
  void whatIsClosedUsesNothingAndHasNoShare() {
    var other = new DecodedState<StringBuilder>(StringBuilder::length, budget, () -> now);
    other.hold("a", new StringBuilder(of(70)));
    other.get("b", () -> new StringBuilder(of(20)));
    assertThat(budget.used()).isEqualTo(90);

    other.close();
    other.close();

    assertThat(budget.used()).isZero();
    state.hold("c", get("c").append(of(100)));
    assertThat(state.isFull()).isFalse();
  }
}
