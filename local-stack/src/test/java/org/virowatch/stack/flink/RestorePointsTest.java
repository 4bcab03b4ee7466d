package org.virowatch.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.stack.config.DataFolder;

class RestorePointsTest {
  @TempDir Path dataDir;

  @Test
  void aFreshFolderHasNone() {
    assertThat(points().newest()).isEmpty();
  }

  @Test
  void theNewestCompleteOneIsFoundWhateverItsKind() throws Exception {
    complete("flink/checkpoints/calling/aaaa/chk-9", 1000);
    Path savepoint = complete("flink/savepoints/calling/savepoint-1", 2000);
    assertThat(points().newest()).contains(savepoint);

    Path checkpoint = complete("flink/checkpoints/calling/bbbb/chk-10", 3000);
    assertThat(points().newest()).contains(checkpoint);
  }

  @Test
  void anUnfinishedOneAndThoseOfAnotherJobAreLeftAlone() throws Exception {
    Path good = complete("flink/checkpoints/calling/aaaa/chk-1", 1000);
    Files.createDirectories(dataDir.resolve("flink/checkpoints/calling/aaaa/chk-2"));
    complete("flink/checkpoints/other/cccc/chk-77", 9000);

    assertThat(points().newest()).contains(good);
  }

  private RestorePoints points() {
    return new RestorePoints(new DataFolder(dataDir), "calling");
  }

  private Path complete(String folder, long millis) throws IOException {
    Path point = Files.createDirectories(new DataFolder(dataDir).root().resolve(folder));
    Path metadata = Files.writeString(point.resolve("_metadata"), "x");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(millis));
    return point;
  }
}
