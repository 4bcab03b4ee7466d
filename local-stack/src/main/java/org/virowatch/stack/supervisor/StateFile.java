package org.virowatch.stack.supervisor;

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
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;

/** Keeps the {@link StackState} in {@code state.json} of the data folder. */
public final class StateFile {
  private static final String FILE_NAME = "state.json";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;

  /** Looks after the state of a data folder. */
  public StateFile(DataFolder folder) {
    this.file = folder.root().resolve(FILE_NAME);
  }

  /**
   * Reads the state; empty if no supervisor ever wrote one.
   *
   * @throws StackException if the file is damaged
   */
  public Optional<StackState> read() {
    try (var input = Files.newInputStream(file)) {
      return Optional.of(JSON.readValue(input, StackState.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StackException(
          file + " is damaged (" + e.getMessage() + "); remove it if no stack runs there", e);
    }
  }

  /**
   * Replaces the state.
   *
   * @throws IOException if it cannot be written, for example because the disk is full
   */
  public void write(StackState state) throws IOException {
    AtomicFile.write(file, JSON.writeValueAsString(state));
  }
}
