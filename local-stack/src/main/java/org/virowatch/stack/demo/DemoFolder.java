package org.virowatch.stack.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;

/**
 * The data folder of a demo: one of its own, so that what is simulated never mixes with real data.
 *
 * @param path the folder
 * @param temporary whether it is removed at the end
 */
record DemoFolder(Path path, boolean temporary) {
  /**
   * Chooses the folder.
   *
   * @param named what the person named, if anything
   * @param once whether the demo leaves nothing behind
   * @throws StackException if the folder already holds a stack's data
   */
  static DemoFolder choose(@Nullable Path named, boolean once) {
    try {
      if (named == null && once) {
        return new DemoFolder(Files.createTempDirectory("virowatch-demo-"), true);
      }
      Path path = named == null ? Path.of(DeploymentOptions.DEFAULT_DATA_DIR) : named;
      DataFolder folder = new DataFolder(path);
      if (Files.exists(folder.kafka().resolve("data"))) {
        throw new StackException(
            "the data folder "
                + folder.root()
                + " already holds a stack's data, and simulated genomes must not mix with it;"
                + " choose another folder with --data-dir, or remove this one (after 'virowatch"
                + " down' with it) if nothing in it is needed");
      }
      return new DemoFolder(path, false);
    } catch (IOException e) {
      throw new StackException("no folder could be made for the demo: " + e.getMessage(), e);
    }
  }

  /** Removes a temporary folder; returns what could not be removed, if anything. */
  Optional<String> remove() {
    if (!temporary) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("could not remove " + path + ": " + e);
    }
  }
}
