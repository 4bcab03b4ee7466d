package org.virowatch.stack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void makesItsParts() {
    DataFolder folder = new DataFolder(parent.resolve("a/b"));
    folder.create();

    assertThat(folder.kafka()).isDirectory();
    assertThat(folder.logs()).isDirectory();
    assertThat(folder.root()).isDirectoryNotContaining("glob:**.probe");
  }

  @Test
  void aFileInItsPlaceIsNamed() throws Exception {
    Path file = Files.writeString(parent.resolve("taken"), "x");

    assertThatThrownBy(() -> new DataFolder(file).create())
        .isInstanceOf(StackException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data-dir");
  }
}
