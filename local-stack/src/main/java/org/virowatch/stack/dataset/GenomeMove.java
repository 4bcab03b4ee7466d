package org.virowatch.stack.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.virowatch.alerting.topic.BrokerException;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.stored.Realignment;
import org.virowatch.jobs.SurveillanceJob;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.topic.Topic;

/**
 * Moves every stored call of a dataset to one of its versions, while genomes go on coming in. To be
 * run when the variant-calling job calls with that version: what it calls afterwards needs no
 * moving. May be interrupted at any time; the next move to the same version goes on where it was.
 */
final class GenomeMove {
  private static final long TELL_MILLIS = 500;

  private final ReferenceDataset dataset;
  private final Realignment realignment;
  private final DatasetActivation activation;
  private final MoveConnections connections;
  private final int threads;

  /**
   * Makes ready.
   *
   * @param dataset the version to move to
   * @param activation what moves the calls
   * @param threads how many partitions to work on at once
   */
  GenomeMove(
      ReferenceDataset dataset,
      Realignment realignment,
      DatasetActivation activation,
      String bootstrapServers,
      int threads) {
    this.dataset = dataset;
    this.realignment = realignment;
    this.activation = activation;
    this.connections =
        new MoveConnections(
            bootstrapServers, "virowatch-move-" + dataset.name() + "-" + activation.getNumber());
    this.threads = threads;
  }

  /**
   * What a finished move has done.
   *
   * @param tally its numbers
   * @param written highest offset that it has ever written to each partition of {@code genomes}
   */
  record Result(MoveTally tally, Map<TopicPartition, Long> written) {}

  /**
   * Moves.
   *
   * @param progress is told twice a second how far it is
   * @param refusals is told of each call that stays as it was, by several threads
   * @throws BrokerException if the broker fails, or another move takes over
   */
  Result run(Consumer<MoveTally> progress, MoveWorker.RefusalListener refusals) {
    List<MoveWorker> workers = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Map<TopicPartition, Long> share : shares(connections.ends())) {
        workers.add(
            new MoveWorker(
                dataset,
                realignment,
                activation,
                share,
                connections,
                "virowatch-move-" + dataset.name() + "-" + workers.size(),
                refusals));
      }
      List<Future<?>> runs = new ArrayList<>();
      for (MoveWorker worker : workers) {
        runs.add(pool.submit(worker::run));
      }
      for (Future<?> run : runs) {
        await(run, workers, progress);
      }
      progress.accept(tally(workers));
      return new Result(tally(workers), written(workers));
    } finally {
      pool.shutdownNow();
      try {
        if (pool.awaitTermination(10, TimeUnit.SECONDS)) {
          workers.forEach(MoveWorker::close);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Returns how many of the records written by a move the surveillance job has not counted yet, as
   * far as its last checkpoint tells.
   */
  long uncounted(Map<TopicPartition, Long> written) {

    Map<TopicPartition, OffsetAndMetadata> read = connections.readBy(SurveillanceJob.NAME);
    long left = 0;
    for (Map.Entry<TopicPartition, Long> partition : written.entrySet()) {
      OffsetAndMetadata reached = read.get(partition.getKey());
      left += Math.max(0, partition.getValue() + 1 - (reached == null ? 0 : reached.offset()));
    }
    return left;
  }

  /**
   * Returns whether a checkpoint of the surveillance job holds a record of the topic {@code
   * activations}, and with it everything that the job had read by then.
   *
   * @param offset of the record
   */
  boolean hasTaken(long offset) {
    OffsetAndMetadata reached =
        connections
            .readBy(SurveillanceJob.NAME)
            .get(new TopicPartition(Topic.ACTIVATIONS.topicName(), 0));
    return reached != null && reached.offset() > offset;
  }

  private List<Map<TopicPartition, Long>> shares(Map<TopicPartition, Long> ends) {
    List<Map<TopicPartition, Long>> shares = new ArrayList<>();
    int next = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (shares.size() < threads) {
        shares.add(new HashMap<>());
      }
      shares.get(next++ % threads).put(end.getKey(), end.getValue());
    }
    return shares;
  }

  private static void await(Future<?> run, List<MoveWorker> workers, Consumer<MoveTally> progress) {
    while (true) {
      try {
        run.get(TELL_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        progress.accept(tally(workers));
      } catch (ExecutionException e) {
        throw failure(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BrokerException("interrupted; run the same command again to go on", e);
      }
    }
  }

  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof ProducerFencedException) {
      return new BrokerException(
          "another move of the same dataset was started and has taken over; watch that one", cause);
    }
    if (cause instanceof KafkaException) {
      return new BrokerException(
          "the broker failed ("
              + cause.getMessage()
              + "); nothing is lost: run the same command again to go on where it stopped",
          cause);
    }
    return new IllegalStateException("moving a genome failed: " + cause, cause);
  }

  private static MoveTally tally(List<MoveWorker> workers) {
    return workers.stream().map(MoveWorker::tally).reduce(MoveTally.NONE, MoveTally::plus);
  }

  private static Map<TopicPartition, Long> written(List<MoveWorker> workers) {
    Map<TopicPartition, Long> written = new HashMap<>();
    for (MoveWorker worker : workers) {
      worker.written().forEach((partition, offset) -> written.merge(partition, offset, Math::max));
    }
    return written;
  }
}
