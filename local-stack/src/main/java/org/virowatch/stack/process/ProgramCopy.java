package org.virowatch.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.virowatch.stack.config.StackException;

/**
 * The jars that one stack runs from, in its data folder: its own, so that building the sources
 * again, which writes over jars in place, changes nothing for processes that run. Our jars are
 * copied; libraries, which no build writes over, are linked.
 */
public final class ProgramCopy {
  private static final String OURS = "virowatch-";
  private static final String BROKER = "kafka";
  private static final String FLINK = "flink";
  private static final String APPLICATION = "application";

  private ProgramCopy() {}

  /**
   * Copies an installation.
   *
   * @param folder where to; what is there is replaced, so nothing may run from it
   * @throws StackException if that is not possible, with the reason
   */
  public static Installation of(Installation installation, Path folder) {
    try {
      empty(folder);
      copyFolder(installation.brokerJars(), folder.resolve(BROKER));
      copyFolder(installation.flinkJars(), folder.resolve(FLINK));
      String classPath =
          copyClassPath(installation.applicationClassPath(), folder.resolve(APPLICATION));
      return in(folder, classPath);
    } catch (IOException e) {
      throw new StackException(
          "the program could not be copied to "
              + folder
              + " ("
              + e
              + "); free space there, or choose another folder with --data-dir",
          e);
    }
  }

  /** Returns the installation that was copied to a folder. */
  static Installation in(Path folder, String applicationClassPath) {
    return new Installation(
        Installation.requireJars(folder.resolve(BROKER)),
        Installation.requireJars(folder.resolve(FLINK)),
        applicationClassPath);
  }

  /**
   * Returns whether a folder holds a copy of an installation as it is now: the same libraries by
   * name, and our jars with the same content.
   *
   * @throws StackException if either cannot be read
   */
  public static boolean isOf(Installation installation, Path folder) {
    try {
      List<Path> application = new ArrayList<>();
      int number = 0;
      List<String> names = new ArrayList<>();
      for (String entry : installation.applicationClassPath().split(File.pathSeparator, -1)) {
        Path source = Path.of(entry);
        if (Files.isRegularFile(source)) {
          application.add(source);
          names.add(number + "-" + source.getFileName());
        }
        if (!entry.isEmpty()) {
          number++;
        }
      }
      return isSame(jars(installation.brokerJars()), folder.resolve(BROKER))
          && isSame(jars(installation.flinkJars()), folder.resolve(FLINK))
          && isSame(application, names, folder.resolve(APPLICATION));
    } catch (IOException e) {
      throw new StackException(
          "the program in " + folder + " cannot be compared with this one (" + e + ")", e);
    }
  }

  private static boolean isSame(List<Path> jars, Path copies) throws IOException {
    return isSame(jars, jars.stream().map(jar -> jar.getFileName().toString()).toList(), copies);
  }

  private static boolean isSame(List<Path> jars, List<String> names, Path copies)
      throws IOException {
    if (!Files.isDirectory(copies) || jars(copies).size() != jars.size()) {
      return false;
    }
    for (int i = 0; i < jars.size(); i++) {
      Path jar = jars.get(i);
      Path copy = copies.resolve(names.get(i));
      boolean ours = jar.getFileName().toString().startsWith(OURS);
      if (!Files.isRegularFile(copy) || (ours && Files.mismatch(jar, copy) >= 0)) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> jars(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
      jars.forEach(found::add);
    }
    return found;
  }

  private static void empty(Path folder) throws IOException {
    for (String part : List.of(BROKER, FLINK, APPLICATION)) {
      Path jars = Files.createDirectories(folder.resolve(part));
      try (DirectoryStream<Path> old = Files.newDirectoryStream(jars)) {
        for (Path jar : old) {
          Files.delete(jar);
        }
      }
    }
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(from, "*.jar")) {
      for (Path jar : jars) {
        copy(jar, to.resolve(jar.getFileName()));
      }
    }
  }

  /** Folders of classes, as in a test, stay where they are. */
  private static String copyClassPath(String classPath, Path to) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path source = Path.of(entry);
      if (Files.isRegularFile(source)) {
        // Numbered: two entries may have one name.
        Path copy = to.resolve(entries.size() + "-" + source.getFileName());
        copy(source, copy);
        entries.add(copy.toString());
      } else if (!entry.isEmpty()) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void copy(Path jar, Path copy) throws IOException {
    if (!jar.getFileName().toString().startsWith(OURS)) {
      try {
        Files.createLink(copy, jar.toRealPath());
        return;
      } catch (IOException | UnsupportedOperationException e) {
        // Another file system, or one without links: a copy does as well.
        Files.deleteIfExists(copy);
      }
    }
    Files.copy(jar, copy);
  }
}
