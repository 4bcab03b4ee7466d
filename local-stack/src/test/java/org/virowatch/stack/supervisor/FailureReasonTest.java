package org.virowatch.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.stack.config.DataFolder;

class FailureReasonTest {
  @TempDir Path dataDir;

  @BeforeEach
  void create() {
    new DataFolder(dataDir).create();
  }

  @Test
  void theLastComplaintIsQuotedWithTheCommandThatShowsTheRest() throws Exception {
    DataFolder folder = new DataFolder(dataDir);
    Files.writeString(
        folder.log("kafka"),
        "10:00 INFO fine\n10:01 ERROR disk is broken\n\tat some.Code\n10:02 INFO bye\n");

    assertThat(FailureReason.of(folder, "kafka", 1))
        .contains("exit code 1")
        .contains("disk is broken")
        .contains("virowatch logs kafka");
  }

  @Test
  void whatTheSystemOrTheJvmDidIsSaidInWords() {
    DataFolder folder = new DataFolder(dataDir);

    assertThat(FailureReason.of(folder, "kafka", 137)).contains("killed");
    assertThat(FailureReason.of(folder, "kafka", 3)).contains("ran out of memory");
  }
}
