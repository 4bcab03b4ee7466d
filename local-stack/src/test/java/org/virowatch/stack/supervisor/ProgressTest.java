package org.virowatch.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.stack.config.DataFolder;

class ProgressTest {
  @TempDir Path dataDir;

  @Test
  void aFollowerHearsOnlyWhatIsSaidAfterItBeganAndEachLineOnce() {
    DataFolder folder = new DataFolder(dataDir);
    folder.create();
    Progress progress = new Progress(folder);
    progress.say("before");
    List<String> heard = new ArrayList<>();
    Progress.Follower follower = progress.follow();

    follower.poll(heard::add);
    progress.say("first");
    progress.say("zweite Zeile – ü");
    follower.poll(heard::add);
    follower.poll(heard::add);
    progress.say("third");
    follower.poll(heard::add);

    assertThat(heard).containsExactly("first", "zweite Zeile – ü", "third");
  }
}
