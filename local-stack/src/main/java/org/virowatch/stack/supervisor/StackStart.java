package org.virowatch.stack.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.virowatch.alerting.rules.RuleStore;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.Ports;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.flink.JobView;
import org.virowatch.stack.flink.RestorePoints;
import org.virowatch.stack.flink.StreamJob;
import org.virowatch.stack.flink.UnreadableState;
import org.virowatch.stack.kafka.StackTopics;
import org.virowatch.stack.process.JavaCommand;
import org.virowatch.stack.process.ProcessSpec;
import org.virowatch.stack.rules.DefaultRules;

/**
 * Starts a stack: everything that needs nothing else first and together, then what builds on it.
 */
final class StackStart {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long PAUSE_MILLIS = 100;

  private final ManagedStack stack;
  private final Progress progress;
  private final BooleanSupplier stopRequested;
  private final StackConfig config;
  private final DataFolder folder;
  private final long startedNanos = System.nanoTime();

  StackStart(ManagedStack stack, Progress progress, BooleanSupplier stopRequested) {
    this.stack = stack;
    this.progress = progress;
    this.stopRequested = stopRequested;
    this.config = stack.config();
    this.folder = new DataFolder(config.dataDir());
  }

  /**
   * Starts everything and waits until it runs.
   *
   * @throws StackException if something does not come up; says what and why
   * @throws StopRequestedException if the supervisor was told to stop meanwhile
   */
  void run() throws InterruptedException {
    stack.start(stack.cluster().prepareJobManager());
    stack.cluster().prepareTaskManagers().forEach(stack::start);
    CompletableFuture<StackDatasets> loading =
        CompletableFuture.supplyAsync(() -> StackDatasets.load(config));
    stack.start(stack.broker().prepare());
    StackDatasets datasets;
    // The client complains aloud while nothing listens, so the port is asked first.
    await("kafka", () -> Ports.isListening(stack.broker().port()));
    try (StackTopics topics = new StackTopics(stack.broker().bootstrapServers())) {
      await("kafka", () -> topics.isReachable(500));
      tell("kafka: listens at " + stack.broker().bootstrapServers());
      topics.create(config.partitions()).forEach(progress::say);
      emptyWhatIsCountedAnew(topics);
    }
    datasets = await(loading);
    tell("datasets: " + String.join(", ", names(datasets)));
    storeRules(datasets);
    stack.start(alerting());
    int slots = config.taskManagers() * config.slotsPerTaskManager();
    await("flink", () -> stack.flink().slots().orElse(0) >= slots);
    tell("flink: " + slots + " task slots, " + stack.cluster().url());
    for (SupervisedJob job : stack.jobs()) {
      stack.submit(job);
    }
    for (SupervisedJob job : stack.jobs()) {
      await("job " + job.job().label(), () -> isRunning(job));
      String from = job.state().restoredFrom();
      tell(
          "job "
              + job.job().label()
              + ": runs, "
              + (from.isEmpty() ? "from the beginning" : "continued from " + from));
    }
    new Deployment(stack.broker().bootstrapServers(), stack.cluster().url(), datasets.deployed())
        .write(folder.root());
    tell("the stack runs");
  }

  /** Cells of an earlier count that no genome touches again would stand for ever. */
  private void emptyWhatIsCountedAnew(StackTopics topics) {
    String surveillance = StreamJob.SURVEILLANCE.label();
    boolean anew = new RestorePoints(folder, surveillance).newest().isEmpty();
    if (anew && topics.offsets().getOrDefault(Topic.FREQUENCIES, 0L) > 0) {
      topics.empty(Topic.FREQUENCIES, config.partitions());
      tell("frequencies: emptied, because all genomes are counted anew");
    }
  }

  /** The first time only: what a person changes or removes later stays so. */
  private void storeRules(StackDatasets datasets) {
    List<AlertRule> stored =
        new RuleStore(stack.broker().bootstrapServers())
            .putInitial(DefaultRules.of(datasets.loaded()));
    if (!stored.isEmpty()) {
      tell("rules: " + stored.size() + " default rules stored");
    }
  }

  private ProcessSpec alerting() {
    Path state = folder.alerting();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--bootstrap-servers",
                stack.broker().bootstrapServers(),
                "--state-dir",
                state.toString()));
    for (String webhook : config.webhooks()) {
      arguments.addAll(List.of("--webhook", webhook));
    }
    config
        .alertChannels()
        .ifPresent(file -> arguments.addAll(List.of("--config", file.toString())));
    return new JavaCommand("alerting", folder)
        .logging()
        .with("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .running(
            stack.installation().applicationClassPath(),
            "org.virowatch.alerting.AlertingService",
            arguments,
            "");
  }

  private boolean isRunning(SupervisedJob job) {
    try {
      List<JobView> views = stack.flink().jobs();
      JobView view = job.in(views).orElse(null);
      String restoredFrom = job.state().restoredFrom();
      if (view != null && !view.isRunning() && !restoredFrom.isEmpty()) {
        String cause = stack.flink().rootException(view.id());
        if (UnreadableState.isMeantBy(cause)) {
          throw UnreadableState.explained(job.job().label(), restoredFrom, cause);
        }
      }
      if (view != null && view.hasEnded()) {
        throw new StackException(
            "the job '"
                + job.job().label()
                + "' failed: "
                + stack.flink().rootException(view.id())
                + " (see 'virowatch logs jobmanager')");
      }
      return view != null && view.isRunning();
    } catch (IOException e) {
      return false;
    }
  }

  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (stopRequested.getAsBoolean()) {
        throw new StopRequestedException();
      }
      stack.requireAlive(Clock.systemUTC().instant());
      if (System.nanoTime() > deadline) {
        throw new StackException(
            what
                + " was not ready after "
                + PATIENCE.toSeconds()
                + " s; the machine may be too busy (see 'virowatch logs')");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private static StackDatasets await(CompletableFuture<StackDatasets> loading) {
    try {
      return loading.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StackException known) {
        throw known;
      }
      throw e;
    }
  }

  private static List<String> names(StackDatasets datasets) {
    return datasets.deployed().stream().map(dataset -> dataset.name()).toList();
  }

  private void tell(String line) {
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    progress.say(String.format(Locale.ROOT, "%-60s %5.1f s", line, seconds));
  }
}
