package org.virowatch.stack.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.virowatch.benchmarks.stream.TestBed;
import org.virowatch.jobs.PassThroughJob;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.flink.CheckpointView;
import org.virowatch.stack.flink.FlinkRest;
import org.virowatch.stack.flink.JobView;
import org.virowatch.stack.flink.StreamJob;
import org.virowatch.stack.process.Installation;

/** What a cluster says of its jobs, as measurements ask for it. */
final class FlinkFigures {
  private static final String RECORDING = "bench";

  private final FlinkRest flink;

  FlinkFigures(FlinkRest flink) {
    this.flink = flink;
  }

  static String flinkName(TestBed.Job job) {
    return switch (job) {
      case PASS_THROUGH -> PassThroughJob.NAME;
      case VARIANT_CALLING -> StreamJob.VARIANT_CALLING.flinkName();
      case SURVEILLANCE -> StreamJob.SURVEILLANCE.flinkName();
    };
  }

  /** Returns the living job; null if there is none. */
  @Nullable JobView find(TestBed.Job job) {
    try {
      for (JobView view : flink.jobs()) {
        if (view.name().equals(flinkName(job)) && !view.hasEnded()) {
          return view;
        }
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  TestBed.@Nullable Checkpoint lastCheckpoint(TestBed.Job job) {
    JobView view = find(job);
    try {
      if (view == null) {
        return null;
      }
      var last = flink.lastCheckpoint(view.id());
      if (last.isEmpty()) {
        return null;
      }
      Map<String, Long> byOperator = new TreeMap<>(last.get().bytesByTask());
      return new TestBed.Checkpoint(
          last.get().id(),
          last.get().duration(),
          last.get().stateBytes(),
          last.get().writtenBytes(),
          byOperator);
    } catch (IOException e) {
      return null;
    }
  }

  TestBed.Checkpoints checkpoints(TestBed.Job job) {
    JobView view = find(job);
    try {
      if (view == null) {
        return new TestBed.Checkpoints(0, 0);
      }
      CheckpointView counts = flink.checkpoints(view.id());
      return new TestBed.Checkpoints(counts.completed(), counts.failed());
    } catch (IOException e) {
      throw new StackException("the cluster does not answer: " + e.getMessage(), e);
    }
  }

  /** Has a process record itself. */
  static void profile(long pid, Path file, Duration length) {
    jcmd(
        pid,
        "JFR.start",
        "name=" + RECORDING,
        "settings=profile",
        "duration=" + length.toSeconds() + "s",
        "filename=" + file);
  }

  /** Ends the recording of a process, which would be lost where the process is killed. */
  static void endProfile(long pid) {
    jcmd(pid, "JFR.stop", "name=" + RECORDING);
  }

  private static void jcmd(long pid, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Installation.java().resolveSibling("jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(List.of(arguments));
    try {
      Process jcmd =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!jcmd.waitFor(20, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
        throw new StackException("the TaskManager could not be profiled with jcmd; is this a JDK?");
      }
    } catch (IOException e) {
      throw new StackException("a profile needs the JDK's jcmd: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while a profile was started", e);
    }
  }
}
