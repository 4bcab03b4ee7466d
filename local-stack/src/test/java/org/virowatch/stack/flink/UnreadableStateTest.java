package org.virowatch.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableStateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.flink.util.StateMigrationException: The new state serializer must not be"
            + " incompatible.",
        "java.lang.IllegalStateException: the known versions are written in form 9, and this"
            + " release knows form 1 and what came before it",
        "Failed to rollback to checkpoint/savepoint file:/x. Cannot map checkpoint/savepoint state"
            + " for operator 1 to the new program",
        "java.io.FileNotFoundException: /x/savepoint-1/_metadata"
      })
  void aFailureToRestoreIsToldFromOthers(String cause) {
    assertThat(UnreadableState.isMeantBy(cause)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.net.ConnectException: Connection refused",
        "NoResourceAvailableException: Could not acquire the minimum required resources"
      })
  void otherFailuresAreNot(String cause) {
    assertThat(UnreadableState.isMeantBy(cause)).isFalse();
  }

  @Test
  void theMessageSaysWhatCannotBeReadAndBothWaysOut() {
    assertThat(
            UnreadableState.explained(StreamJob.SURVEILLANCE.label(), "savepoint-1", "no form 9"))
        .hasMessageContainingAll(
            "surveillance", "savepoint-1", "no form 9", "release", "up --rebuild surveillance");
  }
}
