package org.virowatch.surveillance.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.count.VersionGate.Decision;

class VersionGateTest {
  private static final ByteBuffer ONE = ByteBuffer.wrap(new byte[] {1});
  private static final ByteBuffer TWO = ByteBuffer.wrap(new byte[] {2});

  @Test
  void theFirstAndEveryHigherVersionCounts() {
    assertThat(VersionGate.decide(Map.of(), 1, ONE)).isEqualTo(Decision.NEW_HIGHEST);
    assertThat(VersionGate.decide(Map.of(), 7, ONE)).isEqualTo(Decision.NEW_HIGHEST);
    assertThat(VersionGate.decide(Map.of(1, ONE, 3, ONE), 4, ONE)).isEqualTo(Decision.NEW_HIGHEST);
  }

  @Test
  void aLateOlderVersionIsRememberedButDoesNotCount() {
    Decision decision = VersionGate.decide(Map.of(3, ONE), 2, TWO);
    assertThat(decision).isEqualTo(Decision.SUPERSEDED);
    assertThat(decision.accepted()).isTrue();
  }

  @Test
  void theSameContentAgainChangesNothing() {
    Decision decision = VersionGate.decide(Map.of(1, ONE, 2, TWO), 1, ONE.duplicate());
    assertThat(decision).isEqualTo(Decision.DUPLICATE);
    assertThat(decision.accepted()).isFalse();
  }

  @Test
  void anotherContentUnderAnAcceptedVersionIsAConflictWhetherHighestOrNot() {
    assertThat(VersionGate.decide(Map.of(1, ONE), 1, TWO)).isEqualTo(Decision.CONFLICT);
    assertThat(VersionGate.decide(Map.of(1, ONE, 2, ONE), 1, TWO)).isEqualTo(Decision.CONFLICT);
    assertThat(Decision.CONFLICT.accepted()).isFalse();
  }
}
