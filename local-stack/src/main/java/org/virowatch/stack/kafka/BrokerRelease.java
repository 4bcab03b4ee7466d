package org.virowatch.stack.kafka;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.virowatch.stack.config.AtomicFile;
import org.virowatch.stack.config.StackException;

/**
 * A release of Kafka, by its first two numbers: a broker does not read the folder that a later
 * release laid out.
 */
record BrokerRelease(int major, int minor) implements Comparable<BrokerRelease> {
  private static final Pattern JAR = Pattern.compile("kafka_[0-9.]+-([0-9]+)\\.([0-9]+).*\\.jar");
  private static final Pattern NOTE = Pattern.compile("([0-9]+)\\.([0-9]+)\\s*");
  private static final String FILE = "release";

  /** That of folders laid out before releases were noted. */
  private static final BrokerRelease BEFORE_NOTES = new BrokerRelease(4, 3);

  /**
   * Finds the release among the broker's jars.
   *
   * @throws StackException if it is not there
   */
  static BrokerRelease among(Path jars) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, "kafka_*.jar")) {
      for (Path jar : found) {
        Matcher name = JAR.matcher(jar.getFileName().toString());
        if (name.matches()) {
          return of(name);
        }
      }
    } catch (IOException e) {
      throw new StackException("the broker's jars in " + jars + " are unreadable: " + e, e);
    }
    throw new StackException("there is no Kafka broker among the jars in " + jars);
  }

  /** Notes in a folder that this release laid it out. */
  void noteIn(Path folder) {
    try {
      AtomicFile.write(folder.resolve(FILE), this + "\n");
    } catch (IOException e) {
      throw new StackException("could not write " + folder.resolve(FILE) + ": " + e, e);
    }
  }

  /**
   * Checks that this release reads a folder.
   *
   * @throws StackException if a later one laid it out; says what to do
   */
  void requireReadable(Path folder) {
    BrokerRelease laidOut = notedIn(folder);
    if (laidOut.compareTo(this) > 0) {
      throw new StackException(
          "the records in "
              + folder
              + " were laid out by Kafka "
              + laidOut
              + ", which the Kafka "
              + this
              + " of this Virowatch cannot read; start the version of Virowatch that made them, or"
              + " give another folder with --data-dir and submit the genomes again");
    }
  }

  private static BrokerRelease notedIn(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        return BEFORE_NOTES;
      }
      Matcher note = NOTE.matcher(Files.readString(file));
      if (!note.matches()) {
        throw new StackException(file + " does not name a release of Kafka, such as 4.2");
      }
      return of(note);
    } catch (IOException e) {
      throw new StackException("could not read " + file + ": " + e, e);
    }
  }

  private static BrokerRelease of(Matcher numbers) {
    return new BrokerRelease(
        Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
  }

  @Override
  public int compareTo(BrokerRelease other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
