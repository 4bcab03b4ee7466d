package org.virowatch.stack.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.virowatch.benchmarks.stream.TestBed;
import org.virowatch.stack.config.MemorySize;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackException;

/** Makes test beds on this machine, in temporary folders and on free ports. */
public final class LocalTestBeds implements TestBed.Factory {
  /** Makes the factory. */
  public LocalTestBeds() {}

  @Override
  public TestBed bare(TestBed.Settings settings) {
    return BareTestBed.start(config(settings));
  }

  @Override
  public TestBed whole(TestBed.Settings settings) {
    return StackTestBed.start(config(settings));
  }

  private static StackConfig config(TestBed.Settings settings) {
    try {
      StackConfig.Builder config =
          StackConfig.in(Files.createTempDirectory("virowatch-bench-"))
              .anyFreePorts()
              .datasets(List.of(settings.dataset()))
              .tick(settings.tick())
              .outOfOrderness(settings.outOfOrderness());
      if (settings.memoryMebibytes() != null) {
        config.memory(new MemorySize(settings.memoryMebibytes()));
      }
      return config.build();
    } catch (IOException e) {
      throw new StackException(
          "no temporary folder could be made ("
              + e
              + "); set another place with VIROWATCH_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
          e);
    }
  }

  /** Removes what a bed kept. */
  static void remove(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new StackException("the folder " + folder + " could not be removed: " + e, e);
    }
  }
}
