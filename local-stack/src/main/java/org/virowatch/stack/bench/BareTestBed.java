package org.virowatch.stack.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.alerting.rules.RuleStore;
import org.virowatch.benchmarks.stream.TestBed;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.jobs.JobSettings;
import org.virowatch.jobs.PassThroughJob;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.Ports;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.flink.FlinkCluster;
import org.virowatch.stack.flink.FlinkRest;
import org.virowatch.stack.flink.JobSubmission;
import org.virowatch.stack.flink.JobView;
import org.virowatch.stack.flink.StreamJob;
import org.virowatch.stack.kafka.KafkaBroker;
import org.virowatch.stack.kafka.StackTopics;
import org.virowatch.stack.process.Installation;
import org.virowatch.stack.process.ProcessEnding;
import org.virowatch.stack.process.ProcessIdentity;
import org.virowatch.stack.process.ProcessSpec;
import org.virowatch.stack.rules.DefaultRules;

/** A broker and a cluster without a supervisor, on which jobs run one by one. */
final class BareTestBed implements TestBed {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TASK_MANAGER = "taskmanager";

  private final StackConfig config;
  private final DataFolder folder;
  private final KafkaBroker broker;
  private final FlinkRest flink;
  private final FlinkFigures figures;
  private final JobSubmission submission;
  private final Map<String, ProcessSpec> specs = new LinkedHashMap<>();
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private final Map<Job, String> running = new EnumMap<>(Job.class);
  private boolean profiled;
  private final Thread endWithThisJvm = new Thread(this::endProcesses, "bench-end");

  private BareTestBed(StackConfig config) {
    this.config = config;
    this.folder = new DataFolder(config.dataDir());
    folder.create();
    Installation installation = Installation.locate();
    this.broker = new KafkaBroker(folder, installation, Ports.anyFree(), Ports.anyFree());
    FlinkCluster cluster = new FlinkCluster(config, installation, Ports.anyFree());
    this.flink = new FlinkRest(cluster.url());
    this.figures = new FlinkFigures(flink);
    this.submission =
        new JobSubmission(
            folder,
            cluster.restPort(),
            config.parallelism(),
            JobSettings.defaults()
                .withBootstrapServers(broker.bootstrapServers())
                .withDatasets(config.datasets())
                .withTime(config.tick(), config.outOfOrderness(), config.idle()));
    Runtime.getRuntime().addShutdownHook(endWithThisJvm);
    start(cluster.prepareJobManager());
    cluster.prepareTaskManagers().forEach(this::start);
    start(broker.prepare());
  }

  static TestBed start(StackConfig config) {
    BareTestBed bed = new BareTestBed(config);
    try {
      bed.awaitReady();
    } catch (RuntimeException e) {
      bed.close();
      throw e;
    }
    return bed;
  }

  private void awaitReady() {
    await("kafka", () -> Ports.isListening(broker.port()));
    try (StackTopics topics = new StackTopics(broker.bootstrapServers())) {
      await("kafka", () -> topics.isReachable(500));
      topics.create(config.partitions());
      topics.createPlain(PassThroughJob.TOPIC, config.partitions());
    }
    var datasets =
        config.datasets().stream()
            .map(named -> ReferenceDatasets.resolve(named, Path.of(".virowatch/datasets")))
            .toList();
    var unused = new RuleStore(broker.bootstrapServers()).putInitial(DefaultRules.of(datasets));
    int slots = config.taskManagers() * config.slotsPerTaskManager();
    await("flink", () -> flink.slots().orElse(0) >= slots);
  }

  private void start(ProcessSpec spec) {
    specs.put(spec.name(), spec);
    processes.put(spec.name(), spec.start());
  }

  @Override
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public int partitions() {
    return config.partitions();
  }

  @Override
  public String consumerGroup(Job job) {
    return FlinkFigures.flinkName(job);
  }

  @Override
  public void run(Job job) {
    running.put(
        job,
        switch (job) {
          case PASS_THROUGH ->
              submission.submit("pass-through", PassThroughJob.NAME, PassThroughJob::define).id();
          case VARIANT_CALLING -> submission.submit(StreamJob.VARIANT_CALLING).id();
          case SURVEILLANCE -> submission.submit(StreamJob.SURVEILLANCE).id();
        });
    await(
        "the job " + job,
        () -> {
          JobView view = figures.find(job);
          return view != null && view.isRunning();
        });
  }

  @Override
  public void cancel(Job job) {
    String id = running.remove(job);
    if (id == null) {
      return;
    }
    try {
      flink.cancel(id);
    } catch (java.io.IOException e) {
      throw new StackException("the job " + job + " could not be ended: " + e.getMessage(), e);
    }
    await("the end of the job " + job, () -> figures.find(job) == null);
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
    processes.forEach(
        (name, process) ->
            process.info().totalCpuDuration().ifPresent(time -> times.put(name, time)));
    return times;
  }

  @Override
  public void killTaskManager() {
    Process process = processes.get(TASK_MANAGER);
    ProcessSpec spec = specs.get(TASK_MANAGER);
    if (process == null || spec == null) {
      throw new IllegalStateException("there is no TaskManager");
    }
    process.destroyForcibly();
    processes.put(TASK_MANAGER, spec.start());
  }

  @Override
  public Activated activate(String location, @Nullable Path profile, Consumer<String> said) {
    throw new UnsupportedOperationException("a dataset is activated on a whole stack");
  }

  @Override
  public void profile(Path file, Duration length) {
    Process process = processes.get(TASK_MANAGER);
    if (process != null) {
      FlinkFigures.profile(process.pid(), file, length);
      profiled = true;
    }
  }

  private void endProfile() {
    Process process = processes.get(TASK_MANAGER);
    if (profiled && process != null) {
      profiled = false;
      FlinkFigures.endProfile(process.pid());
    }
  }

  @Override
  public void close() {
    try {
      endProfile();
    } catch (StackException e) {
      // The recording was over before, or its process is gone.
    }
    endProcesses();
    LocalTestBeds.remove(folder.root());
    try {
      Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
    } catch (IllegalStateException e) {
      // The JVM is ending already.
    }
  }

  private void endProcesses() {
    List<ProcessIdentity> living = new ArrayList<>();
    for (Process process : processes.values()) {
      if (process.isAlive()) {
        living.add(ProcessIdentity.of(process.toHandle()));
      }
    }
    List<ProcessIdentity> left = ProcessEnding.end(living, Duration.ofSeconds(10));
    if (!left.isEmpty()) {
      throw new StackException(
          "these processes could not be ended: "
              + left.stream().map(ProcessIdentity::pid).toList());
    }
  }

  private void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      for (Map.Entry<String, Process> entry : processes.entrySet()) {
        if (!entry.getValue().isAlive()) {
          throw new StackException(
              "the process '"
                  + entry.getKey()
                  + "' of the measurement ended by itself; its output is in "
                  + folder.output(entry.getKey()));
        }
      }
      if (System.nanoTime() > deadline) {
        throw new StackException(
            what + " was not ready after " + PATIENCE.toSeconds() + " s; is the machine too busy?");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StackException("interrupted while waiting for " + what, e);
      }
    }
  }
}
