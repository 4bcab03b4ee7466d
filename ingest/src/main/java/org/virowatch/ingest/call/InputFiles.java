package org.virowatch.ingest.call;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Files named at the prompt, patterns that the shell left alone spelled out. */
final class InputFiles {

  private InputFiles() {}

  /**
   * The files meant.
   *
   * @throws IllegalArgumentException if a pattern matches nothing
   */
  static List<Path> expand(List<Path> named) {
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      String name = String.valueOf(path.getFileName());
      if (Files.exists(path) || !name.matches(".*[*?\\[{].*")) {
        files.add(path);
      } else {
        files.addAll(matches(path, name));
      }
    }
    return files;
  }

  /** A file or folder of a name, if there is one. */
  static List<Path> existing(String name) {
    return Files.exists(Path.of(name)) ? List.of(Path.of(name)) : List.of();
  }

  /**
   * Makes sure that no output would stand in the place of an input.
   *
   * @param inputs files that are read; those that are not there are passed over
   * @param outputs names of the files to write, those with placeholders among them
   * @throws IllegalArgumentException if one would
   * @throws IOException if it cannot be told
   */
  static void requireKept(List<Path> inputs, List<String> outputs) throws IOException {
    for (String output : outputs) {
      Path written = Path.of(output);
      if (!Files.isRegularFile(written)) {
        continue;
      }
      for (Path input : inputs) {
        if (Files.isRegularFile(input) && Files.isSameFile(input, written)) {
          throw new IllegalArgumentException(
              "the output " + output + " would overwrite the input; give the output another name");
        }
      }
    }
  }

  private static List<Path> matches(Path pattern, String name) {
    Path folder = pattern.getParent() == null ? Path.of("") : pattern.getParent();
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, name)) {
      children.forEach(
          child -> {
            if (!Files.isDirectory(child)) {
              found.add(child);
            }
          });
    } catch (IOException e) {
      throw new IllegalArgumentException("the folder of " + pattern + " cannot be read", e);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no file matches " + pattern);
    }
    Collections.sort(found);
    return found;
  }
}
