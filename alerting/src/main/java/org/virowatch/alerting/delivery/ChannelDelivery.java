package org.virowatch.alerting.delivery;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.alerting.channel.Attempt;
import org.virowatch.alerting.channel.Channel;
import org.virowatch.alerting.config.ChannelFilter;
import org.virowatch.alerting.config.RetrySettings;
import org.virowatch.schemas.AlertEvent;

/**
 * Delivers through one channel, on its own threads, so that no channel waits for another.
 *
 * <p>Events of one alert go out in order: the next waits until the one before is delivered or given
 * up. Events of different alerts do not wait for one another, except for one of the {@value
 * #THREADS} threads; an event between two attempts holds none.
 */
public final class ChannelDelivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelDelivery.class);
  private static final int THREADS = 2;
  private static final int MAX_PENDING = 100_000;
  private static final double JITTER = 0.2;
  private static final Duration USUAL_BACKOFF = Duration.ofMillis(-1);

  private final Channel channel;
  private final ChannelFilter filter;
  private final RetrySettings retry;
  private final Outbox outbox;
  private final DeadLetters deadLetters;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor executor;
  private final Map<String, Deque<PendingDelivery>> waiting = new HashMap<>();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private final AtomicLong failedAttempts = new AtomicLong();
  private final AtomicReference<@Nullable String> lastProblem = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * Opens the channel's outbox and takes up what a former run left there.
   *
   * @param channel where to deliver
   * @param filter which events
   * @param retry when to try again
   * @param folder the channel's own folder
   * @param clock for the time since an event was accepted
   */
  public ChannelDelivery(
      Channel channel, ChannelFilter filter, RetrySettings retry, Path folder, Clock clock) {
    this.channel = channel;
    this.filter = filter;
    this.retry = retry;
    this.clock = clock;
    this.outbox = new Outbox(folder.resolve("outbox.log"));
    this.deadLetters = new DeadLetters(folder.resolve("dead-letters.jsonl"));
    this.executor =
        new ScheduledThreadPoolExecutor(
            THREADS, task -> new Thread(task, "alerting-" + channel.name()));
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRemoveOnCancelPolicy(true);
    List<PendingDelivery> left = outbox.pending();
    if (!left.isEmpty()) {
      LOG.info("channel {}: {} deliveries pending from before", channel.name(), left.size());
    }
    left.forEach(this::enqueue);
  }

  /**
   * Takes the events that the channel wants and has not had. When this returns they are durable;
   * delivery goes on in the background.
   *
   * @return how many were taken
   */
  public int accept(List<AlertEvent> events) {
    List<PendingDelivery> taken = new ArrayList<>();
    for (AlertEvent event : events) {
      if (filter.accepts(event)) {
        outbox.accept(event, clock.instant()).ifPresent(taken::add);
      }
      if (outbox.size() > MAX_PENDING && !taken.isEmpty()) {
        PendingDelivery surplus = taken.remove(taken.size() - 1);
        giveUp(surplus, "more than " + MAX_PENDING + " deliveries are pending on this channel");
        outbox.settle(surplus.key());
      }
    }
    if (!taken.isEmpty()) {
      outbox.force();
      taken.forEach(this::enqueue);
    }
    return taken.size();
  }

  /** Returns how the channel is doing. */
  public ChannelStatus status() {
    return new ChannelStatus(
        channel.name(),
        outbox.size(),
        delivered.get(),
        givenUp.get(),
        failedAttempts.get(),
        lastProblem.get());
  }

  /** Stops attempts, waiting a few seconds for one under way; what is pending stays on the disk. */
  @Override
  public void close() {
    closed = true;
    executor.shutdown();
    try {
      if (!executor.awaitTermination(3, TimeUnit.SECONDS)) {
        executor.shutdownNow();
        if (!executor.awaitTermination(3, TimeUnit.SECONDS)) {
          LOG.warn("channel {}: an attempt does not end; leaving it", channel.name());
        }
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
    outbox.close();
    channel.close();
  }

  private void enqueue(PendingDelivery delivery) {
    boolean first;
    synchronized (waiting) {
      Deque<PendingDelivery> line =
          waiting.computeIfAbsent(delivery.key().alertId(), id -> new ArrayDeque<>());
      line.add(delivery);
      first = line.size() == 1;
    }
    if (first) {
      start(delivery);
    }
  }

  private void start(PendingDelivery delivery) {
    var unused =
        Failsafe.with(policy(delivery))
            .with(executor)
            .getAsync(() -> attempt(delivery))
            .whenComplete((attempt, failure) -> finishLogged(delivery, attempt, failure));
  }

  private RetryPolicy<Attempt> policy(PendingDelivery delivery) {
    RetryPolicyBuilder<Attempt> policy =
        RetryPolicy.<Attempt>builder()
            .handleResultIf(attempt -> attempt instanceof Attempt.TryLater)
            .withJitter(JITTER)
            .withMaxRetries(-1);
    Duration left =
        retry.giveUpAfter().minus(Duration.between(delivery.acceptedAt(), clock.instant()));
    if (left.compareTo(retry.maxDelay()) > 0) {
      policy.withBackoff(retry.initialDelay(), retry.maxDelay()).withMaxDuration(left);
    } else {
      // Long overdue, as after an outage of our own: some attempts in a hurry, then give up.
      policy.withBackoff(retry.initialDelay(), retry.maxDelay()).withMaxRetries(3);
    }
    return policy
        .withDelayFn(
            context ->
                context.getLastResult() instanceof Attempt.TryLater later
                    ? later.after().map(ChannelDelivery::atLeast).orElse(USUAL_BACKOFF)
                    : USUAL_BACKOFF)
        .build();
  }

  /** Makes up for the jitter, so that no attempt comes before the receiver allows it. */
  private static Duration atLeast(Duration asked) {
    return Duration.ofMillis((long) Math.ceil(asked.toMillis() / (1 - JITTER)) + 1);
  }

  private Attempt attempt(PendingDelivery delivery) {
    Attempt attempt;
    try {
      attempt = channel.deliver(delivery.event());
    } catch (RuntimeException e) {
      LOG.error("channel {}: fault while delivering {}", channel.name(), delivery.key(), e);
      attempt = new Attempt.TryLater("a fault in the channel: " + e, Optional.empty());
    }
    if (attempt instanceof Attempt.TryLater later && !closed) {
      failedAttempts.incrementAndGet();
      lastProblem.set(later.reason());
      LOG.warn(
          "channel {}: {} not delivered, will be tried again: {}",
          channel.name(),
          delivery.key(),
          later.reason());
    }
    return attempt;
  }

  private void finishLogged(
      PendingDelivery delivery, @Nullable Attempt attempt, @Nullable Throwable failure) {
    try {
      finish(delivery, attempt, failure);
    } catch (RuntimeException e) {
      lastProblem.set(String.valueOf(e.getMessage()));
      LOG.error(
          "channel {}: the end of {} could not be noted; it is taken up again at the next start",
          channel.name(),
          delivery.key(),
          e);
    }
  }

  private void finish(
      PendingDelivery delivery, @Nullable Attempt attempt, @Nullable Throwable failure) {
    if (attempt instanceof Attempt.Delivered) {
      delivered.incrementAndGet();
    } else if (attempt instanceof Attempt.Refused refused) {
      giveUp(delivery, refused.reason());
    } else if (closed) {
      return; // stays in the outbox for the next run
    } else if (attempt instanceof Attempt.TryLater later) {
      giveUp(delivery, "given up: " + later.reason());
    } else {
      giveUp(delivery, "given up after a fault: " + failure);
    }
    outbox.settle(delivery.key());
    PendingDelivery next;
    synchronized (waiting) {
      Deque<PendingDelivery> line =
          waiting.getOrDefault(delivery.key().alertId(), new ArrayDeque<>());
      line.poll();
      next = line.peek();
      if (next == null) {
        waiting.remove(delivery.key().alertId());
      }
    }
    if (next != null && !closed) {
      start(next);
    }
  }

  private void giveUp(PendingDelivery delivery, String reason) {
    deadLetters.add(clock.instant(), channel.name(), delivery, reason);
    givenUp.incrementAndGet();
    lastProblem.set(reason);
    LOG.error(
        "channel {}: {} is a dead letter in {}: {}",
        channel.name(),
        delivery.key(),
        deadLetters.file(),
        reason);
  }
}
