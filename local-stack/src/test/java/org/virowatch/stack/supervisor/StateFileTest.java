package org.virowatch.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.process.ProcessIdentity;

class StateFileTest {
  @TempDir Path dataDir;

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    Instant start = Instant.parse("2026-01-01T00:00:00.120Z");
    StackState state =
        new StackState(
            StackPhase.RUNNING,
            "",
            new ProcessIdentity(7, start),
            "127.0.0.1:9092",
            "http://127.0.0.1:8081",
            List.of(
                new ProcessState(
                    "kafka", new ProcessIdentity(8, start), "127.0.0.1:9092", 0, false, ""),
                new ProcessState("alerting", null, "", 6, true, "ended with exit code 1")),
            List.of(
                new JobState("surveillance", "a1", "chk-3", 1, false, "lost", 2, 1, "expired")));
    StateFile file = new StateFile(new DataFolder(dataDir));

    file.write(state);

    assertThat(file.read()).contains(state);
    assertThat(state.livingChildren()).isEmpty();
  }

  @Test
  void aFolderWithoutStateHasNoneAndADamagedFileIsNamed() throws Exception {
    StateFile file = new StateFile(new DataFolder(dataDir));
    assertThat(file.read()).isEmpty();

    Files.writeString(dataDir.resolve("state.json"), "{ half");
    assertThatThrownBy(file::read)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("state.json");
  }
}
