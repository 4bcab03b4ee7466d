package org.virowatch.ingest.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/**
 * Datasets on this machine: {@code PATH/VERSION/} with the files and their checksums, where {@link
 * ReferenceDatasets#resolve} finds them. A dataset appears in one step, whole.
 */
final class DatasetCache {
  private static final String PARTIAL = ".partial-";
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;
  private final Clock clock;

  DatasetCache(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Where a version lies, or would lie. */
  Path versionFolder(ServedDataset dataset, String tag) {
    return folder.resolve(dataset.path()).resolve(tag);
  }

  /** A new empty folder for a download, in the same file system as its final place. */
  Path startDownload() throws IOException {
    Files.createDirectories(folder);
    removeAbandoned();
    return Files.createTempDirectory(folder, PARTIAL);
  }

  /** Removes what is left of a download. */
  void discard(Path download) throws IOException {
    if (Files.exists(download)) {
      deleteTree(download);
    }
  }

  /** Puts a whole download in its place, instead of what may lie there. */
  void install(Path download, ServedDataset dataset, String tag) throws IOException {
    Path target = versionFolder(dataset, tag);
    Files.createDirectories(target.getParent());
    if (Files.exists(target)) {
      Path aside = Files.createTempDirectory(folder, PARTIAL);
      Files.move(target, aside.resolve("replaced"));
      Files.move(download, target, StandardCopyOption.ATOMIC_MOVE);
      deleteTree(aside);
    } else {
      Files.move(download, target, StandardCopyOption.ATOMIC_MOVE);
    }
    rememberShortcuts(dataset);
  }

  /** Paths and versions of everything in the cache, by path. */
  Map<String, List<String>> contents() throws IOException {
    Map<String, List<String>> contents = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return contents;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path sums : files.filter(file -> file.endsWith(Checksums.FILE)).sorted().toList()) {
        Path version = folder.relativize(sums).getParent();
        if (version != null && version.getParent() != null && !version.startsWith(PARTIAL)) {
          String path = version.getParent().toString().replace('\\', '/');
          if (!path.startsWith(PARTIAL)) {
            contents
                .computeIfAbsent(path, any -> new ArrayList<>())
                .add(version.getFileName().toString());
          }
        }
      }
    }
    return contents;
  }

  /** Keeps the dataset's other names, so that it can be named by them without the server. */
  private void rememberShortcuts(ServedDataset dataset) throws IOException {
    Path file = folder.resolve(ReferenceDatasets.SHORTCUTS);
    Map<String, String> paths = new TreeMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] cells = line.split("\t", -1);
        if (cells.length == 2) {
          paths.put(cells[0], cells[1]);
        }
      }
    }
    for (String shortcut : dataset.shortcuts()) {
      paths.put(shortcut, dataset.path());
    }
    StringBuilder text = new StringBuilder();
    paths.forEach((shortcut, path) -> text.append(shortcut).append('\t').append(path).append('\n'));
    Path written = Files.createTempFile(folder, PARTIAL, ".tsv");
    Files.writeString(written, text, StandardCharsets.UTF_8);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void removeAbandoned() throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, PARTIAL + "*")) {
      for (Path path : old) {
        Duration age =
            Duration.between(Files.getLastModifiedTime(path).toInstant(), clock.instant());
        if (age.compareTo(ABANDONED) > 0) {
          deleteTree(path);
        }
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException fault)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
