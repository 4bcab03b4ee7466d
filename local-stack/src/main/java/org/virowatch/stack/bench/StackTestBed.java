package org.virowatch.stack.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.benchmarks.stream.TestBed;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.flink.FlinkRest;
import org.virowatch.stack.process.ProcessIdentity;
import org.virowatch.stack.supervisor.LocalStack;
import org.virowatch.stack.supervisor.ProcessState;

/** A whole stack under its supervisor, as {@code virowatch up} starts it. */
final class StackTestBed implements TestBed {
  private static final String TASK_MANAGER = "taskmanager";

  private final StackConfig config;
  private final LocalStack stack;
  private final FlinkFigures figures;
  private final Thread endWithThisJvm;
  private boolean profiled;

  private StackTestBed(StackConfig config) {
    this.config = config;
    LocalStack started = LocalStack.at(config.dataDir());
    this.endWithThisJvm = new Thread(started::killAll, "bench-end");
    Runtime.getRuntime().addShutdownHook(endWithThisJvm);
    this.stack = LocalStack.start(config, line -> {});
    this.figures = new FlinkFigures(new FlinkRest(stack.deployment().flinkUrl()));
  }

  static TestBed start(StackConfig config) {
    return new StackTestBed(config);
  }

  @Override
  public String bootstrapServers() {
    return stack.deployment().bootstrapServers();
  }

  @Override
  public int partitions() {
    return config.partitions();
  }

  @Override
  public void run(Job job) {
    if (job == Job.PASS_THROUGH) {
      throw new IllegalArgumentException("a whole stack runs the product's jobs only");
    }
  }

  @Override
  public void cancel(Job job) {
    throw new UnsupportedOperationException("the supervisor would start the job again");
  }

  @Override
  public String consumerGroup(Job job) {
    return FlinkFigures.flinkName(job);
  }

  @Override
  public @Nullable Checkpoint lastCheckpoint(Job job) {
    return figures.lastCheckpoint(job);
  }

  @Override
  public Checkpoints checkpoints(Job job) {
    return figures.checkpoints(job);
  }

  @Override
  public Map<String, Duration> processorTime() {
    Map<String, Duration> times = new LinkedHashMap<>();
    stack
        .state()
        .ifPresent(
            state -> {
              for (ProcessState process : state.processes()) {
                ProcessIdentity identity = process.identity();
                if (identity != null) {
                  identity
                      .living()
                      .flatMap(living -> living.info().totalCpuDuration())
                      .ifPresent(time -> times.put(process.name(), time));
                }
              }
            });
    return times;
  }

  @Override
  public void killTaskManager() {
    stack.kill(TASK_MANAGER);
  }

  @Override
  public Activated activate(String location, @Nullable Path profile, Consumer<String> said) {
    return ActivateProcess.run(config.dataDir(), location, profile, said);
  }

  @Override
  public void profile(Path file, Duration length) {
    FlinkFigures.profile(taskManager(), file, length);
    profiled = true;
  }

  private long taskManager() {
    return stack
        .state()
        .flatMap(state -> state.process(TASK_MANAGER))
        .map(ProcessState::identity)
        .map(ProcessIdentity::pid)
        .orElseThrow(() -> new StackException("no TaskManager runs"));
  }

  private void endProfile() {
    if (profiled) {
      profiled = false;
      FlinkFigures.endProfile(taskManager());
    }
  }

  @Override
  public void close() {
    try {
      endProfile();
    } catch (StackException e) {
      // The recording was over before, or its process is gone.
    }
    stack.killAll();
    LocalTestBeds.remove(config.dataDir());
    try {
      Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
    } catch (IllegalStateException e) {
      // The JVM is ending already.
    }
  }
}
