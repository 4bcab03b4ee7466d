package org.virowatch.benchmarks.reads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The field's programs, run without a shell. */
final class FieldTools {
  private static final Map<String, String> PACKAGES =
      new TreeMap<>(
          Map.of(
              "art_illumina", "art-nextgen-simulation-tools",
              "minimap2", "minimap2",
              "samtools", "samtools",
              "ivar", "ivar",
              "bcftools", "bcftools"));

  private FieldTools() {}

  /** What is missing, one line a program with the Debian package that has it. */
  static List<String> missing() {
    List<String> missing = new ArrayList<>();
    PACKAGES.forEach(
        (program, name) -> {
          try {
            Process process =
                new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            process.waitFor(10, TimeUnit.SECONDS);
            process.destroyForcibly();
          } catch (IOException e) {
            missing.add(program + " is not installed; Debian: apt-get install " + name);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
          }
        });
    return missing;
  }

  /**
   * Runs programs, the output of each being the input of the next, and returns the last one's.
   *
   * @throws IOException if one fails
   */
  static String run(List<List<String>> commands) throws IOException {
    List<ProcessBuilder> builders = new ArrayList<>();
    for (List<String> command : commands) {
      builders.add(new ProcessBuilder(command).redirectError(Redirect.DISCARD));
    }
    builders.get(0).redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    List<Process> processes = ProcessBuilder.startPipeline(builders);
    try (InputStream out = processes.get(processes.size() - 1).getInputStream()) {
      String text = new String(out.readAllBytes(), UTF_8);
      for (int i = 0; i < processes.size(); i++) {
        int exit = processes.get(i).waitFor();
        if (exit != 0) {
          throw new IOException(
              String.join(" ", commands.get(i)) + " failed with exit code " + exit);
        }
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  /** Runs one program. */
  static String run(String... command) throws IOException {
    return run(List.of(List.of(command)));
  }
}
