package org.virowatch.stack.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.benchmarks.stream.TestBed.Activated;
import org.virowatch.stack.Virowatch;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.process.Installation;

/** Runs {@code dataset activate} as a person does, in a process of its own. */
final class ActivateProcess {
  private ActivateProcess() {}

  static Activated run(
      Path dataDir, String location, @Nullable Path profile, Consumer<String> said) {
    List<String> command = new ArrayList<>();
    command.add(Installation.java().toString());
    command.add("-XX:+UseParallelGC"); // As the launcher starts it.
    if (profile != null) {
      command.add("-XX:StartFlightRecording=settings=profile,filename=" + profile);
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Virowatch.class.getName(),
            "dataset",
            "activate",
            location,
            "--data-dir",
            dataDir.toString()));
    long began = System.nanoTime();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      List<String> moved = new CopyOnWriteArrayList<>();
      Thread reading = new Thread(() -> follow(process, said, moved), "bench-activate");
      reading.setDaemon(true);
      reading.start();
      Duration used = Duration.ZERO;
      while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
        used = process.info().totalCpuDuration().orElse(used);
      }
      Duration length = Duration.ofNanos(System.nanoTime() - began);
      reading.join(5_000);
      if (process.exitValue() != 0) {
        throw new StackException("'dataset activate' ended with " + process.exitValue());
      }
      return new Activated(length, used, String.join("; ", moved));
    } catch (IOException e) {
      throw new StackException("'dataset activate' could not be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted during 'dataset activate'", e);
    }
  }

  private static void follow(Process process, Consumer<String> said, List<String> moved) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.accept(line);
        if (line.contains("could not be moved")) {
          moved.add(line.strip());
        }
      }
    } catch (IOException e) {
      said.accept("what it prints cannot be read: " + e.getMessage());
    }
  }
}
