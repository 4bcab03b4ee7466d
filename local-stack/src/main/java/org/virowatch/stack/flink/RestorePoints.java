package org.virowatch.stack.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;

/**
 * The savepoints and retained checkpoints of one job, under folders of its own. Flink writes the
 * file {@code _metadata} last, so where it lies the rest is complete.
 */
public final class RestorePoints {
  private static final String METADATA = "_metadata";

  private final String job;
  private final Path flink;
  private final Path checkpoints;
  private final Path savepoints;

  /** Looks after the restore points of the job of this name. */
  public RestorePoints(DataFolder folder, String job) {
    this.job = job;
    this.flink = folder.flink();
    this.checkpoints = folder.flink().resolve("checkpoints").resolve(job);
    this.savepoints = folder.flink().resolve("savepoints").resolve(job);
  }

  /** Returns the folder that the job's checkpoints go to. */
  public Path checkpoints() {
    return checkpoints;
  }

  /** Returns the folder that the job's savepoints go to. */
  public Path savepoints() {
    return savepoints;
  }

  /** Returns the newest complete savepoint or checkpoint; empty if the job never had one. */
  public Optional<Path> newest() {
    // checkpoints/JOB/<job id>/chk-7/_metadata and savepoints/JOB/savepoint-xyz/_metadata
    return Stream.concat(metadata(checkpoints, 3), metadata(savepoints, 2))
        .max(Comparator.comparing(RestorePoints::written).thenComparing(Comparator.naturalOrder()))
        .map(Path::getParent);
  }

  /**
   * Moves everything saved into a folder of its own, where no start finds it.
   *
   * @return that folder; empty if nothing was saved
   */
  public Optional<Path> setAside(Instant now) {
    if (newest().isEmpty()) {
      return Optional.empty();
    }
    Path aside = flink.resolve("set-aside").resolve(job + "-" + now.toString().replace(":", ""));
    try {
      Files.createDirectories(aside);
      if (Files.isDirectory(checkpoints)) {
        Files.move(checkpoints, aside.resolve("checkpoints"));
      }
      if (Files.isDirectory(savepoints)) {
        Files.move(savepoints, aside.resolve("savepoints"));
      }
    } catch (IOException e) {
      throw new StackException("the saved state could not be moved to " + aside + ": " + e, e);
    }
    return Optional.of(aside);
  }

  private static Stream<Path> metadata(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.endsWith(METADATA)).toList().stream();
    } catch (NoSuchFileException e) {
      return Stream.empty();
    } catch (IOException e) {
      throw new StackException("the saved state in " + folder + " is unreadable: " + e, e);
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
