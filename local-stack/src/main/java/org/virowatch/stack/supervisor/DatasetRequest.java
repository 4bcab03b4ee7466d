package org.virowatch.stack.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.virowatch.stack.config.AtomicFile;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;

/**
 * How a command asks the supervisor of a data folder to run the jobs with another version of a
 * dataset: a file with the dataset's location, and one with the answer.
 */
final class DatasetRequest {
  private final Path question;
  private final Path answer;

  DatasetRequest(DataFolder folder) {
    this.question = folder.root().resolve("dataset.request");
    this.answer = folder.root().resolve("dataset.answer");
  }

  /** Asks. An answer to an earlier request is thrown away. */
  void ask(String location) {
    try {
      Files.deleteIfExists(answer);
      AtomicFile.write(question, location);
    } catch (IOException e) {
      throw new StackException("the supervisor could not be asked: " + e, e);
    }
  }

  /** Returns the location asked for; empty if nobody asks. */
  Optional<String> pending() {
    return read(question);
  }

  /**
   * Answers the request.
   *
   * @param refusal why it was not done; the empty string if it was
   */
  void answer(String refusal) {
    try {
      AtomicFile.write(answer, refusal);
      Files.deleteIfExists(question);
    } catch (IOException e) {
      throw new StackException("the answer could not be written: " + e, e);
    }
  }

  /** Returns the answer once it is there. */
  Optional<String> answered() {
    return read(answer);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file, UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StackException(file + " cannot be read: " + e, e);
    }
  }
}
