package org.virowatch.stack.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.stack.config.DataFolder;

/**
 * What the supervisor tells the person who waits for {@code up} or {@code down}: lines in a file
 * that the waiting command follows.
 */
public final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final Path file;

  /** Tells the progress of the stack in a data folder. */
  public Progress(DataFolder folder) {
    this.file = folder.logs().resolve("progress.log");
  }

  /** Adds a line. */
  public void say(String line) {
    LOG.info("{}", line);
    try {
      Files.writeString(
          file, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.warn("progress cannot be told in {}: {}", file, e.toString());
    }
  }

  /** Returns a reader of the lines added from now on. */
  public Follower follow() {
    return new Follower(size());
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Reads lines as they are added. */
  public final class Follower {
    private long position;

    private Follower(long position) {
      this.position = position;
    }

    /** Hands the lines added since the last call to a person. */
    public void poll(Consumer<String> person) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > position && bytes[end - 1] != '\n') {
          end--;
        }
        if (end > position) {
          new String(bytes, (int) position, (int) (end - position), UTF_8).lines().forEach(person);
          position = end;
        }
      } catch (IOException e) {
        // Nothing was said yet.
        return;
      }
    }
  }
}
