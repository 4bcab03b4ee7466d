package org.virowatch.alerting;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.alerting.channel.Channel;
import org.virowatch.alerting.channel.ConsoleChannel;
import org.virowatch.alerting.channel.WebhookChannel;
import org.virowatch.alerting.config.ChannelSettings;
import org.virowatch.alerting.delivery.ChannelDelivery;
import org.virowatch.alerting.delivery.Dispatcher;
import org.virowatch.alerting.follow.AlertFollower;
import org.virowatch.alerting.follow.StatusFile;

/** Wires follower, outboxes and channels, and runs until it is closed. */
public final class AlertPipeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertPipeline.class);

  private final FileChannel lockFile;
  private final Dispatcher dispatcher;
  private final AlertFollower follower;
  private final StatusFile statusFile;
  private final Clock clock;
  private final Instant startedAt;
  private final ScheduledExecutorService statusTimer;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean running;

  /**
   * Opens the outboxes and connects to the broker.
   *
   * @param bootstrapServers the broker
   * @param group the consumer group
   * @param folder the service's own folder; two services cannot share one
   * @param channels where to deliver
   * @param out where console channels print
   * @param clock the clock for retries and the status file
   * @throws AlertingException if the folder is in use or cannot be written
   */
  public AlertPipeline(
      String bootstrapServers,
      String group,
      Path folder,
      List<ChannelSettings> channels,
      PrintStream out,
      Clock clock) {
    this.clock = clock;
    this.startedAt = clock.instant();
    this.lockFile = lock(folder);
    this.statusFile = new StatusFile(folder);
    List<ChannelDelivery> deliveries = new ArrayList<>();
    for (ChannelSettings settings : channels) {
      deliveries.add(
          new ChannelDelivery(
              open(settings, out, clock),
              settings.filter(),
              settings.retry(),
              folder.resolve("channels").resolve(settings.name()),
              clock));
    }
    this.dispatcher = new Dispatcher(deliveries);
    this.follower =
        new AlertFollower(AlertFollower.consumer(bootstrapServers, group), dispatcher::accept);
    this.statusTimer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "alerting-status");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Follows the alerts until {@link #close} is called from another thread. */
  public void run() {
    var unused = statusTimer.scheduleWithFixedDelay(this::writeStatus, 0, 2, TimeUnit.SECONDS);
    LOG.info("alerting started with {} channel(s)", dispatcher.status().size());
    running = true;
    try {
      follower.run();
    } finally {
      ended.countDown();
    }
  }

  /** Stops following and delivering; what is pending is taken up at the next start. */
  @Override
  public void close() {
    follower.stop();
    statusTimer.shutdown();
    awaitFollower();
    dispatcher.close();
    writeStatus();
    try {
      lockFile.close();
    } catch (IOException e) {
      LOG.warn("the lock file could not be closed: {}", e.getMessage());
    }
  }

  /** The outboxes must stay open until the follower has handed over its last batch. */
  private void awaitFollower() {
    try {
      if (running && !ended.await(10, TimeUnit.SECONDS)) {
        LOG.warn("following the alerts did not end within 10 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeStatus() {
    statusFile.write(
        new StatusFile.Status(
            ProcessHandle.current().pid(),
            startedAt.toString(),
            clock.instant().toString(),
            follower.read(),
            follower.undecodable(),
            dispatcher.status()));
  }

  private static Channel open(ChannelSettings settings, PrintStream out, Clock clock) {
    if (settings instanceof ChannelSettings.Webhook webhook) {
      return new WebhookChannel(
          webhook.name(), webhook.url(), webhook.headers(), webhook.timeout(), clock);
    }
    ChannelSettings.Console console = (ChannelSettings.Console) settings;
    return new ConsoleChannel(console.name(), console.format(), out);
  }

  private static FileChannel lock(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve("service.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(file);
      if (lock == null) {
        file.close();
        throw new AlertingException(
            "another alerting service works in "
                + folder
                + "; stop it or name another folder with --state-dir",
            null);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
