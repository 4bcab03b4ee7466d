package org.virowatch.stack.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.MachineCheck;
import org.virowatch.stack.config.Ports;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackConfigFile;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.flink.RestorePoints;
import org.virowatch.stack.flink.StreamJob;
import org.virowatch.stack.process.Installation;
import org.virowatch.stack.process.ProcessEnding;
import org.virowatch.stack.process.ProcessIdentity;
import org.virowatch.stack.process.ProgramCopy;
import org.virowatch.stack.process.StackProcesses;

/**
 * A stack in a data folder: a real broker, a real Flink cluster with both jobs, and the services,
 * each in a process of its own under a detached supervisor. It lives on when this JVM ends.
 */
public final class LocalStack {
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 50;

  private final DataFolder folder;
  private final StateFile stateFile;
  private final Progress progress;

  private LocalStack(DataFolder folder) {
    this.folder = folder;
    this.stateFile = new StateFile(folder);
    this.progress = new Progress(folder);
  }

  /** Returns the stack of a data folder, whether it runs or not. */
  public static LocalStack at(Path dataDir) {
    return new LocalStack(new DataFolder(dataDir));
  }

  /**
   * Starts a stack and waits until everything runs. Continues from the state in the data folder.
   *
   * @param person is told each step
   * @throws StackException if it cannot be started; says why and what to do
   */
  public static LocalStack start(StackConfig config, Consumer<String> person) {
    LocalStack stack = at(config.dataDir());
    if (stack.isRunning()) {
      throw new StackException(
          "a stack is already running with the data folder "
              + config.dataDir()
              + "; stop it with 'virowatch down' first, or choose another folder with --data-dir");
    }
    stack.folder.create();
    MachineCheck.of(config.dataDir()).require(config);
    requirePorts(config);
    StackConfigFile.write(config);
    Progress.Follower follower = stack.progress.follow();
    new SupervisorStart(stack.folder, stack.stateFile).run(follower, person);
    return stack;
  }

  /** Returns the data folder; absolute. */
  public Path dataDir() {
    return folder.root();
  }

  /** Returns whether a supervisor looks after the data folder now. */
  public boolean isRunning() {
    return state().map(state -> state.supervisor().isAlive()).orElse(false);
  }

  /** Returns whether the stack has been started completely and is looked after. */
  public boolean isReady() {
    return isRunning() && state().map(state -> state.phase() == StackPhase.RUNNING).orElse(false);
  }

  /**
   * Returns whether the stack runs the program that this is, not an earlier or later release.
   *
   * @throws StackException if this program is incomplete
   */
  public boolean runsThisProgram() {
    return ProgramCopy.isOf(Installation.locate(), folder.program());
  }

  /**
   * Sets the saved state of a job aside, so that the next start counts anew from the topics. The
   * stack must not run.
   *
   * @return where the state lies now; empty if there was none
   */
  public Optional<Path> setStateAside(StreamJob job) {
    if (isRunning()) {
      throw new StackException(
          "the stack in " + folder.root() + " runs; stop it with 'virowatch down' first");
    }
    return new RestorePoints(folder, job.label()).setAside(Clock.systemUTC().instant());
  }

  /** Returns what the supervisor last wrote; empty if there never was one. */
  public Optional<StackState> state() {
    return stateFile.read();
  }

  /**
   * Returns where the parts listen.
   *
   * @throws org.virowatch.schemas.deployment.DeploymentException if the stack does not run
   */
  public Deployment deployment() {
    return Deployment.read(folder.root());
  }

  /**
   * Has the jobs go on with another version of one of the stack's datasets, and waits until they
   * do. Stored genomes stay as they are.
   *
   * @param location folder or zip archive of the dataset, or the name of a fetched one
   * @param person is told each step
   * @throws StackException if the stack does not run, or goes on with what it had; says why
   */
  public void changeDataset(String location, Consumer<String> person) {
    if (!isReady()) {
      throw new StackException(
          "no stack is running with the data folder "
              + folder.root()
              + "; start it with 'virowatch up --dataset' and the new dataset");
    }
    Progress.Follower follower = progress.follow();
    DatasetRequest request = new DatasetRequest(folder);
    request.ask(StackDatasets.location(location));
    Optional<String> answer = request.answered();
    while (answer.isEmpty()) {
      if (!isRunning()) {
        throw new StackException("the supervisor ended meanwhile; see 'virowatch logs supervisor'");
      }
      follower.poll(person);
      pause();
      answer = request.answered();
    }
    follower.poll(person);
    if (!answer.get().isEmpty()) {
      throw new StackException(answer.get());
    }
  }

  /**
   * Ends one process at once, as {@code kill -9} does; the supervisor starts it again.
   *
   * @param process a name of {@code status}, such as {@code taskmanager}
   * @throws StackException if no such process runs
   */
  public void kill(String process) {
    ProcessIdentity identity =
        state()
            .flatMap(state -> state.process(process))
            .map(ProcessState::identity)
            .filter(ProcessIdentity::isAlive)
            .orElseThrow(() -> new StackException("no process '" + process + "' runs"));
    ProcessEnding.kill(identity);
  }

  /** Ends every process at once, the supervisor first, as a power cut would. */
  public void killAll() {
    List<ProcessIdentity> processes = new ArrayList<>();
    state().ifPresent(state -> processes.add(state.supervisor()));
    processes.forEach(ProcessEnding::kill);
    processes.addAll(StackProcesses.of(folder));
    processes.forEach(ProcessEnding::kill);
    requireGone(ProcessEnding.end(processes, Duration.ZERO));
  }

  /**
   * Stops the stack: savepoints, then every process. Verifies that none is left.
   *
   * @param patience how long to wait for an orderly end before processes are killed
   * @param person is told each step
   * @return whether anything ran
   * @throws StackException if a process survives even that
   */
  public boolean stop(Duration patience, Consumer<String> person) {
    Optional<StackState> found = state();
    if (found.isEmpty() && StackProcesses.of(folder).isEmpty()) {
      return false;
    }
    Progress.Follower follower = progress.follow();
    boolean ran = false;
    if (found.isPresent()) {
      ran = stopSupervisor(found.get().supervisor(), patience, follower, person);
    }
    StackState left = state().orElse(null);
    if (left != null && !left.livingChildren().isEmpty()) {
      ran = true;
      person.accept("the supervisor is gone and left processes behind; ending them");
      new StackShutdown(folder, progress, patience).run(left);
      follower.poll(person);
    }
    List<ProcessIdentity> strays = StackProcesses.of(folder);
    ran |= !strays.isEmpty();
    requireGone(ProcessEnding.end(strays, KILL_PATIENCE));
    removeDeployment();
    state().filter(state -> state.phase() != StackPhase.FAILED).ifPresent(this::noteStopped);
    return ran;
  }

  private boolean stopSupervisor(
      ProcessIdentity supervisor,
      Duration patience,
      Progress.Follower follower,
      Consumer<String> person) {
    if (!supervisor.isAlive()) {
      return false;
    }
    supervisor.living().ifPresent(ProcessHandle::destroy);
    long deadline = System.nanoTime() + patience.toNanos();
    while (supervisor.isAlive() && System.nanoTime() < deadline) {
      follower.poll(person);
      pause();
    }
    follower.poll(person);
    if (supervisor.isAlive()) {
      person.accept("not ended after " + patience.toSeconds() + " s; killing what is left");
      killAll();
    }
    return true;
  }

  private static void requirePorts(StackConfig config) {
    Ports.choose(config.kafkaPort(), "--kafka-port", "Kafka");
    Ports.choose(config.flinkPort(), "--flink-port", "Flink's web pages");
  }

  /** A supervisor that was killed could not note it itself. */
  private void noteStopped(StackState state) {
    try {
      stateFile.write(
          new StackState(
              StackPhase.STOPPED,
              "",
              state.supervisor(),
              state.bootstrapServers(),
              state.flinkUrl(),
              List.of(),
              List.of()));
    } catch (IOException e) {
      throw new StackException("could not note that the stack is stopped: " + e.getMessage(), e);
    }
  }

  private void removeDeployment() {
    try {
      Files.deleteIfExists(folder.root().resolve(Deployment.FILE_NAME));
    } catch (IOException e) {
      throw new StackException("could not remove the deployment file: " + e.getMessage(), e);
    }
  }

  private static void requireGone(List<ProcessIdentity> survivors) {
    if (!survivors.isEmpty()) {
      throw new StackException(
          "these processes could not be ended: "
              + survivors.stream().map(ProcessIdentity::pid).toList()
              + "; they may belong to another user");
    }
  }

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while waiting for the stack", e);
    }
  }
}
