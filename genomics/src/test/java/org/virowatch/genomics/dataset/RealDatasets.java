package org.virowatch.genomics.dataset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Real data beside the project; tests that need it are skipped where it is absent. */
public final class RealDatasets {
  private static final Path SHARED = Path.of("..", "..", "shared", "data");
  private static final Map<String, ReferenceDataset> LOADED = new ConcurrentHashMap<>();

  private RealDatasets() {}

  /** A file of the shared data; skips the test if it is not there. */
  public static Path file(String path) {
    Path file = SHARED.resolve(path);
    assumeTrue(Files.exists(file), () -> "skipped: " + file + " is not on this machine");
    return file;
  }

  /** A dataset by the name of its zip, loaded once. */
  public static ReferenceDataset dataset(String name) {
    Path zip = file("datasets/" + name + ".zip");
    return LOADED.computeIfAbsent(name, key -> ReferenceDatasets.load(zip));
  }
}
