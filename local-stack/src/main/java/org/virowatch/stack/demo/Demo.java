package org.virowatch.stack.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.virowatch.ingest.submit.UploadException;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.demo.StreamTally.Snapshot;
import org.virowatch.stack.simulate.SimulationSettings;
import org.virowatch.stack.supervisor.LocalStack;

/** The demo from start to end: stack and simulation together, upload, watch, and the check. */
final class Demo {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
  private static final long PAUSE_MILLIS = 250;

  private final StackConfig config;
  private final SimulationSettings simulation;
  private final DemoFolder folder;
  private final DemoScreen screen;
  private final boolean once;
  private final Instant started;
  private final StreamTally tally = new StreamTally();
  private final DemoUpload upload = new DemoUpload();

  Demo(
      StackConfig config,
      SimulationSettings simulation,
      DemoFolder folder,
      DemoScreen screen,
      boolean once) {
    this.config = config;
    this.simulation = simulation;
    this.folder = folder;
    this.screen = screen;
    this.once = once;
    // From the very start of this JVM: what a person waits.
    this.started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  }

  /** Runs the demo; returns whether everything was as it should be. */
  boolean run() throws InterruptedException {
    Thread stopping = new Thread(this::stopOnExit, "demo-stop");
    Runtime.getRuntime().addShutdownHook(stopping);
    try {
      boolean good = runStack();
      if (!once) {
        return good;
      }
      stop();
      Runtime.getRuntime().removeShutdownHook(stopping);
      if (good) {
        folder.remove().ifPresent(screen::line);
      } else {
        screen.line("demo: the data folder is kept to look into: " + config.dataDir());
      }
      return good;
    } catch (StackException | UploadException e) {
      stop();
      throw new StackException(
          e.getMessage() + " (the data folder is kept: " + config.dataDir() + ")", e);
    }
  }

  private boolean runStack() throws InterruptedException {
    Path files = config.dataDir().resolve("simulated");
    screen.line(
        "Simulating "
            + simulation.genomes()
            + " genomes, seed "
            + simulation.seed()
            + ", and starting the stack in "
            + config.dataDir());
    CompletableFuture<DemoOutbreak> simulating =
        CompletableFuture.supplyAsync(() -> DemoOutbreak.simulate(files, simulation));
    LocalStack stack = LocalStack.start(config, line -> screen.line("  " + line));
    Deployment deployment = stack.deployment();
    screen.line("Kafka " + deployment.bootstrapServers() + ", Flink " + deployment.flinkUrl());
    try (StreamWatch watch =
        new StreamWatch(deployment.bootstrapServers(), tally, screen::alert, Clock.systemUTC())) {
      watch.begin();
      DemoOutbreak outbreak = join(simulating);
      CompletableFuture<Void> uploading =
          CompletableFuture.runAsync(() -> upload.run(outbreak, deployment.bootstrapServers()));
      while (!uploading.isDone()) {
        show(outbreak);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      join(uploading);
      DemoCheck check = new DemoCheck(deployment.bootstrapServers(), tally, config.tick());
      boolean caughtUp = check.awaitRead(() -> show(outbreak));
      screen.showLast(tally, upload.accepted(), outbreak.records());
      if (once) {
        return verdict(check, outbreak, caughtUp);
      }
      return stayUp(stack, outbreak);
    }
  }

  private boolean verdict(DemoCheck check, DemoOutbreak outbreak, boolean caughtUp)
      throws InterruptedException {
    if (!caughtUp) {
      screen.line("demo: FAILED: the stream stands still before it has read everything");
      return false;
    }
    Snapshot caught = tally.snapshot();
    screen.line("The stream has caught up; recomputing all frequencies and alerts to compare");
    DemoCheck.Result result = check.compare(outbreak);
    if (!result.problems().isEmpty()) {
      screen.line("demo: FAILED");
      result.problems().forEach(problem -> screen.line("  " + problem));
      return false;
    }
    Snapshot now = tally.snapshot();
    Instant first = now.firstAlert();
    screen.line(
        String.format(
            Locale.ROOT,
            "demo: ok %d genomes, %d rejected, %d refused, %.0f genomes/s, first alert after"
                + " %.1f s, %d alerts, %d cells and %d alert events equal to the recomputation",
            now.genomes(),
            now.rejections(),
            upload.refused(),
            caught.rate(),
            first == null ? 0 : Duration.between(started, first).toMillis() / 1000.0,
            now.alerts(),
            result.cells(),
            result.alertEvents()));
    return true;
  }

  private boolean stayUp(LocalStack stack, DemoOutbreak outbreak) throws InterruptedException {
    screen.line("");
    screen.line(
        "Everything is uploaded: "
            + tally.snapshot().genomes()
            + " genomes called, "
            + tally.snapshot().alerts()
            + " alerts fired.");
    screen.line("The stack stays up. Open " + stack.deployment().flinkUrl() + ", or try:");
    String option = " --data-dir " + stack.dataDir();
    screen.line("  virowatch frequencies --region GB --lineage '*'" + option);
    screen.line("  virowatch alerts" + option);
    screen.line(
        "Ctrl-C stops the stack and ends the demo; so does 'virowatch down" + option + "'.");
    while (stack.isRunning()) {
      TimeUnit.SECONDS.sleep(1);
    }
    return outbreak.records() > 0;
  }

  private void show(DemoOutbreak outbreak) {
    screen.show(tally, upload.accepted(), outbreak.records());
  }

  private void stop() {
    LocalStack.at(config.dataDir()).stop(STOP_PATIENCE, line -> screen.line("  " + line));
  }

  /** Ctrl-C: the stack has a session of its own and does not hear it. */
  private void stopOnExit() {
    LocalStack stack = LocalStack.at(config.dataDir());
    if (stack.isRunning()) {
      screen.line("Stopping the stack");
      stop();
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
