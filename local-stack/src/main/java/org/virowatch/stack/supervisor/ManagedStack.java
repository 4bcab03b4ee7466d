package org.virowatch.stack.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.jobs.JobSettings;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.Ports;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackConfigFile;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.flink.CheckpointTrouble;
import org.virowatch.stack.flink.FlinkCluster;
import org.virowatch.stack.flink.FlinkRest;
import org.virowatch.stack.flink.JobSubmission;
import org.virowatch.stack.flink.JobView;
import org.virowatch.stack.flink.StreamJob;
import org.virowatch.stack.kafka.KafkaBroker;
import org.virowatch.stack.process.Installation;
import org.virowatch.stack.process.ProcessSpec;

/**
 * The processes and jobs of a running stack, and how they are kept alive. Used by the supervisor's
 * thread only.
 */
final class ManagedStack {
  private static final Logger LOG = LoggerFactory.getLogger(ManagedStack.class);
  private static final Duration JOBS_START = Duration.ofMinutes(3);
  private static final Duration JOB_CHECK_INTERVAL = Duration.ofSeconds(2);

  private StackConfig config;
  private final DataFolder folder;
  private final Installation installation;
  private final StackStatus status;
  private final Progress progress;
  private final KafkaBroker broker;
  private final FlinkCluster cluster;
  private final FlinkRest flink;
  private final int flinkPort;
  private JobSubmission submission;
  private final List<ChildProcess> children = new ArrayList<>();
  private final List<SupervisedJob> jobs =
      StreamJob.all().stream().map(SupervisedJob::new).toList();
  private Instant nextJobCheck = Instant.MIN;

  ManagedStack(
      StackConfig config, Installation installation, StackStatus status, Progress progress) {
    this.config = config;
    this.folder = new DataFolder(config.dataDir());
    this.installation = installation;
    this.status = status;
    this.progress = progress;
    int kafkaPort = Ports.choose(config.kafkaPort(), "--kafka-port", "Kafka");
    this.flinkPort = Ports.choose(config.flinkPort(), "--flink-port", "Flink's web pages");
    this.broker = new KafkaBroker(folder, installation, kafkaPort, Ports.anyFree());
    this.cluster = new FlinkCluster(config, installation, flinkPort);
    this.flink = new FlinkRest(cluster.url());
    this.submission = submission(config, folder, broker, flinkPort);
    status.addresses(broker.bootstrapServers(), cluster.url());
    status.watch(
        () -> children.stream().map(ChildProcess::state).toList(),
        () -> jobs.stream().map(SupervisedJob::state).toList());
  }

  private static JobSubmission submission(
      StackConfig config, DataFolder folder, KafkaBroker broker, int flinkPort) {
    JobSettings settings =
        JobSettings.defaults()
            .withBootstrapServers(broker.bootstrapServers())
            .withDatasets(config.datasets().stream().map(StackDatasets::location).toList())
            .withDatasetCache(StackDatasets.cache(config).toString())
            .withTime(config.tick(), config.outOfOrderness(), config.idle())
            .withRetention(config.retention())
            .withTransactionTimeout(KafkaBroker.TRANSACTION_TIMEOUT);
    return new JobSubmission(folder, flinkPort, config.parallelism(), settings);
  }

  StackConfig config() {
    return config;
  }

  Installation installation() {
    return installation;
  }

  KafkaBroker broker() {
    return broker;
  }

  FlinkCluster cluster() {
    return cluster;
  }

  FlinkRest flink() {
    return flink;
  }

  List<SupervisedJob> jobs() {
    return jobs;
  }

  /** Starts a process and looks after it from now on. */
  void start(ProcessSpec spec) {
    ChildProcess child = new ChildProcess(spec, folder);
    child.start();
    children.add(child);
    status.save();
  }

  /** Submits a job for the first time since the stack was started. */
  void submit(SupervisedJob job) {
    job.submit(submission);
    status.save();
  }

  /**
   * Has the jobs go on from savepoints with the datasets of another configuration, which is kept
   * for the next start of the stack too.
   *
   * @throws StackException if a job does not stop, and then goes on as before, or does not start
   */
  void runJobsWith(StackConfig changed) throws InterruptedException {
    new StackShutdown(folder, progress, Supervisor.SAVEPOINT_PATIENCE).stopJobs(status.current());
    requireEnded();
    StackConfigFile.write(changed);
    config = changed;
    submission = submission(changed, folder, broker, flinkPort);
    jobs.forEach(this::submit);
    long deadline = System.nanoTime() + JOBS_START.toNanos();
    while (!allRun()) {
      if (System.nanoTime() > deadline) {
        throw new StackException(
            "the jobs do not run after "
                + JOBS_START.toSeconds()
                + " s with the changed datasets; see 'virowatch status' and 'virowatch logs"
                + " jobmanager'");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private void requireEnded() {
    for (JobView view : views()) {
      if (!view.hasEnded() && jobs.stream().anyMatch(job -> job.id().equals(view.id()))) {
        throw new StackException(
            "the job '" + view.name() + "' did not stop; the datasets are unchanged, try again");
      }
    }
  }

  private boolean allRun() {
    List<JobView> views = views();
    return jobs.stream().allMatch(job -> job.in(views).map(JobView::isRunning).orElse(false));
  }

  private List<JobView> views() {
    try {
      return flink.jobs();
    } catch (IOException e) {
      throw new StackException("the cluster does not answer: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that every process started so far lives.
   *
   * @throws StackException that says which died and why
   */
  void requireAlive(Instant now) {
    for (ChildProcess child : children) {
      Optional<String> death = child.findDead(now);
      if (death.isPresent()) {
        throw new StackException("the process '" + child.name() + "' " + death.get());
      }
    }
  }

  /** Starts again what died, and submits again what the cluster lost. */
  void keepAlive(Instant now) {
    for (ChildProcess child : children) {
      child.findDead(now).ifPresent(reason -> tellDeath(child, reason));
      if (child.startAgainIfDue(now)) {
        progress.say(child.name() + ": started again");
        if (child.name().equals(FlinkCluster.JOB_MANAGER)) {
          replaceTaskManagers();
        }
      }
    }
    if (!now.isBefore(nextJobCheck)) {
      nextJobCheck = now.plus(JOB_CHECK_INTERVAL);
      keepJobsAlive(now);
    }
  }

  private void tellDeath(ChildProcess child, String reason) {
    progress.say(
        child.name()
            + ": "
            + reason
            + (child.isGivenUp() ? "; it keeps failing and is not started again" : ""));
  }

  /** TaskManagers of a dead JobManager still hold the slots of jobs that nobody runs any more. */
  private void replaceTaskManagers() {
    try {
      for (ChildProcess child : children) {
        if (FlinkCluster.isTaskManager(child.name())) {
          child.replace();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What keeps the broker from it must not keep anybody from looking after the jobs. */
  private void endAbandonedTransactions(SupervisedJob job) throws IOException {
    String label = "job " + job.job().label();
    try {
      for (String id : job.endAbandonedTransactions(flink, broker.bootstrapServers())) {
        progress.say(label + ": ended " + id + ", which an earlier run left open");
      }
    } catch (StackException e) {
      LOG.warn("{}: what earlier runs left open stays so for now: {}", label, e.toString());
    }
  }

  private void keepJobsAlive(Instant now) {
    int wanted = config.taskManagers() * config.slotsPerTaskManager();
    if (flink.slots().orElse(0) < wanted) {
      return;
    }
    try {
      List<JobView> views = flink.jobs();
      for (SupervisedJob job : jobs) {
        boolean known = job.in(views).isPresent();
        String reason = known ? flink.rootException(job.id()) : "";
        if (known) {
          for (CheckpointTrouble trouble : job.lookAtCheckpoints(flink)) {
            progress.say("job " + job.job().label() + ": " + trouble);
          }
          endAbandonedTransactions(job);
        }
        if (job.findEnded(views, reason, now)) {
          progress.say("job " + job.job().label() + " ended: " + job.state().lastFailure());
        }
        if (job.submitAgainIfDue(submission, now)) {
          progress.say("job " + job.job().label() + ": submitted again");
        }
      }
    } catch (IOException | StackException e) {
      LOG.warn("the jobs cannot be looked at: {}", e.toString());
    }
  }
}
