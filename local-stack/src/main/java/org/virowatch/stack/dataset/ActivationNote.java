package org.virowatch.stack.dataset;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.virowatch.stack.config.AtomicFile;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.process.ProcessIdentity;

/**
 * What the command that activates a dataset last said about it, in the data folder, for {@code
 * status}. Gone once the activation is in force; when the command dies, it stays.
 *
 * @param dataset name of the dataset
 * @param version the version that is activated
 * @param location what the command was given
 * @param progress how far it is, in words
 * @param command the command's process
 */
public record ActivationNote(
    String dataset, String version, String location, String progress, ProcessIdentity command) {
  private static final String FILE = "activation.json";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  /**
   * Returns the note in a data folder; empty if no activation is under way.
   *
   * @throws StackException if the file is damaged
   */
  public static Optional<ActivationNote> in(Path dataDir) {
    Path file = dataDir.resolve(FILE);
    try (var input = Files.newInputStream(file)) {
      return Optional.of(JSON.readValue(input, ActivationNote.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StackException(file + " is damaged (" + e.getMessage() + "); it may be removed", e);
    }
  }

  /** Returns whether the command still runs. */
  public boolean isUnderWay() {
    return command.isAlive();
  }

  /** Returns the note in a sentence. */
  public String sentence() {
    String what = "dataset " + dataset + ": activation of " + version;
    return isUnderWay()
        ? what + ", " + progress
        : what
            + " was interrupted ("
            + progress
            + "); 'virowatch dataset activate "
            + location
            + "' goes on";
  }

  void write(Path dataDir) {
    try {
      AtomicFile.write(dataDir.resolve(FILE), JSON.writeValueAsString(this));
    } catch (IOException e) {
      throw new StackException("progress cannot be noted in " + dataDir + ": " + e, e);
    }
  }

  static void remove(Path dataDir) {
    try {
      Files.deleteIfExists(dataDir.resolve(FILE));
    } catch (IOException e) {
      throw new StackException("the note of the activation could not be removed: " + e, e);
    }
  }
}
