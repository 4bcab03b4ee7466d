package org.virowatch.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
  @Test
  void recognisesALivingProcess() {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

    assertThat(self.isAlive()).isTrue();
    assertThat(self.living()).contains(ProcessHandle.current());
  }

  @Test
  void aReusedProcessIdIsNotTakenForTheSameProcess() {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
    ProcessIdentity earlier =
        new ProcessIdentity(self.pid(), self.startedAt().minus(Duration.ofMinutes(5)));

    assertThat(earlier.isAlive()).isFalse();
    // Would end this very test if it were mistaken.
    assertThat(ProcessEnding.end(List.of(earlier), Duration.ZERO)).isEmpty();
  }

  @Test
  void endsAProcessThatDoesNotListenByForce() throws Exception {
    Process stubborn =
        new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 60 & wait; wait").start();
    ProcessIdentity identity = ProcessIdentity.of(stubborn.toHandle());
    List<ProcessHandle> descendants = stubborn.descendants().toList();
    try {
      assertThat(ProcessEnding.end(List.of(identity), Duration.ofMillis(200))).isEmpty();
      assertThat(identity.isAlive()).isFalse();
      assertThat(stubborn.waitFor()).isEqualTo(137);
    } finally {
      descendants.forEach(ProcessHandle::destroyForcibly);
      stubborn.destroyForcibly();
    }
  }
}
