package org.virowatch.stack.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackConfigFile;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.process.Installation;
import org.virowatch.stack.process.ProcessIdentity;

/**
 * The process behind a running stack: starts everything, keeps it alive, and ends it in order when
 * it is told to with SIGTERM. {@code up} starts it detached from the terminal.
 */
public final class Supervisor {
  /** Exit code when another supervisor holds the data folder. */
  static final int FOLDER_IN_USE = 4;

  /** Longest time that a job may take over its savepoint when the stack is stopped. */
  static final Duration SAVEPOINT_PATIENCE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final StackConfig config;
  private final DataFolder folder;
  private final Progress progress;
  private final StackStatus status;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  private Supervisor(StackConfig config) {
    this.config = config;
    this.folder = new DataFolder(config.dataDir());
    this.progress = new Progress(folder);
    this.status =
        new StackStatus(new StateFile(folder), ProcessIdentity.of(ProcessHandle.current()));
  }

  /** Runs until told to end; the only argument is the data folder. */
  public static void main(String[] arguments) {
    DataFolder folder = new DataFolder(Path.of(arguments[0]));
    int exitCode;
    try (FileChannel lockFile =
            FileChannel.open(
                folder.root().resolve("supervisor.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        // The system releases the lock with the process, however it ends: it is never stale.
        FileLock lock = lockFile.tryLock()) {
      if (lock == null) {
        System.err.println("another supervisor is already running in " + folder.root());
        exitCode = FOLDER_IN_USE;
      } else {
        StackConfig config =
            StackConfigFile.read(folder.root())
                .orElseThrow(() -> new StackException("there is no stack.properties"));
        exitCode = new Supervisor(config).run() ? 0 : 1;
      }
    } catch (IOException | StackException e) {
      System.err.println("the supervisor could not start in " + folder.root() + ": " + e);
      exitCode = 1;
    }
    System.exit(exitCode);
  }

  private boolean run() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "supervisor-stop"));
    boolean good = true;
    try {
      status.phase(StackPhase.STARTING, "");
      endLeftovers();
      ManagedStack stack = new ManagedStack(config, Installation.locate(), status, progress);
      new StackStart(stack, progress, this::isStopRequested).run();
      status.phase(StackPhase.RUNNING, "");
      DatasetSwitch datasets = new DatasetSwitch(stack, new DatasetRequest(folder), progress);
      while (!stopRequested.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        stack.keepAlive(Clock.systemUTC().instant());
        datasets.doWhatIsAsked();
        status.save();
      }
    } catch (StopRequestedException e) {
      progress.say("told to stop while starting");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StackException e) {
      good = false;
      fail(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      good = false;
      fail("an unexpected fault: " + e + " (see 'virowatch logs supervisor')", e);
    } finally {
      good &= end(good);
      ended.countDown();
    }
    return good;
  }

  /** A supervisor that was killed leaves its children behind; they end before new ones start. */
  private void endLeftovers() {
    status
        .earlier()
        .ifPresent(
            earlier -> {
              if (!earlier.livingChildren().isEmpty()) {
                progress.say("an earlier supervisor died and left processes behind; ending them");
                new StackShutdown(folder, progress, SAVEPOINT_PATIENCE).run(earlier);
              }
            });
  }

  private void fail(String message, Throwable cause) {
    LOG.error("{}", message, cause);
    status.phase(StackPhase.FAILED, message);
  }

  private boolean end(boolean good) {
    try {
      if (good) {
        status.phase(StackPhase.STOPPING, "");
      }
      Files.deleteIfExists(folder.root().resolve(Deployment.FILE_NAME));
      new StackShutdown(folder, progress, SAVEPOINT_PATIENCE).run(status.current());
      status.ended(good);
      return true;
    } catch (IOException | RuntimeException e) {
      fail("the stack could not be ended in order: " + e.getMessage(), e);
      return false;
    }
  }

  private boolean isStopRequested() {
    return stopRequested.getCount() == 0;
  }

  private void stopAndWait() {
    stopRequested.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
