package org.virowatch.stack.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.flink.FlinkRest;
import org.virowatch.stack.flink.RestorePoints;
import org.virowatch.stack.kafka.KafkaBroker;
import org.virowatch.stack.process.ProcessEnding;
import org.virowatch.stack.process.ProcessIdentity;
import org.virowatch.stack.process.StackProcesses;

/**
 * Ends a stack in order: the jobs with savepoints, then the services, then the broker. Works from
 * the recorded state alone, so that {@code down} can do it for a supervisor that was killed.
 */
final class StackShutdown {
  private static final Duration SERVICES = Duration.ofSeconds(10);
  private static final Duration BROKER = Duration.ofSeconds(20);

  private final DataFolder folder;
  private final Progress progress;
  private final Duration savepointPatience;

  StackShutdown(DataFolder folder, Progress progress, Duration savepointPatience) {
    this.folder = folder;
    this.progress = progress;
    this.savepointPatience = savepointPatience;
  }

  /**
   * Ends everything.
   *
   * @throws StackException if a process survives even a forced end
   */
  void run(StackState state) {
    stopJobs(state);
    end(state, name -> !name.equals(KafkaBroker.NAME), SERVICES);
    end(state, name -> true, BROKER);
    List<ProcessIdentity> survivors = ProcessEnding.end(StackProcesses.of(folder), SERVICES);
    if (!survivors.isEmpty()) {
      throw new StackException(
          "these processes could not be ended: "
              + survivors.stream().map(ProcessIdentity::pid).toList()
              + "; end them by hand with kill -9");
    }
  }

  private void end(StackState state, Predicate<String> which, Duration patience) {
    List<ProcessIdentity> processes = new ArrayList<>();
    for (ProcessState process : state.processes()) {
      ProcessIdentity identity = process.identity();
      if (identity != null && which.test(process.name())) {
        processes.add(identity);
      }
    }
    ProcessEnding.end(processes, patience);
  }

  /** Stops the jobs with savepoints, as far as they let themselves be stopped. */
  void stopJobs(StackState state) {
    List<JobState> submitted = state.jobs().stream().filter(job -> !job.id().isEmpty()).toList();
    if (submitted.isEmpty() || state.flinkUrl().isEmpty()) {
      return;
    }
    FlinkRest flink = new FlinkRest(state.flinkUrl());
    if (flink.slots().isEmpty()) {
      progress.say("jobs: the cluster does not answer; 'up' continues from the last checkpoint");
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(submitted.size());
    try {
      List<Future<String>> stops = new ArrayList<>();
      for (JobState job : submitted) {
        stops.add(threads.submit(() -> stop(flink, job)));
      }
      for (Future<String> stop : stops) {
        progress.say(stop.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("stopping a job reports its failure as text", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
  }

  private String stop(FlinkRest flink, JobState job) throws InterruptedException {
    RestorePoints points = new RestorePoints(folder, job.label());
    try {
      String savepoint = flink.stopWithSavepoint(job.id(), points.savepoints(), savepointPatience);
      return "job " + job.label() + ": stopped with " + Path.of(savepoint).getFileName();
    } catch (IOException | StackException e) {
      return "job "
          + job.label()
          + ": no savepoint ("
          + e.getMessage()
          + "); 'up' continues from "
          + points
              .newest()
              .map(point -> "its checkpoint " + point.getFileName())
              .orElse("the beginning");
    }
  }
}
