package org.virowatch.stack.dataset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.stored.Realignment;
import org.virowatch.schemas.ActivationPhase;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.stack.config.StackException;

/**
 * Takes an activation from wherever it is to its end: moves the stored calls, waits until all are
 * counted beside those in force, has the differences published, and then puts them in force with
 * one record. Each step is taken when a checkpoint of the surveillance job holds the one before, so
 * that whatever fails, nothing comes into force by half.
 */
final class ActivationRun {
  private static final Duration PATIENCE = Duration.ofHours(2);
  private static final long PAUSE_MILLIS = 200;

  private final ReferenceDataset dataset;
  private final DatasetActivation activation;
  private final ActivationStore store;
  private final GenomeMove move;
  private final Consumer<String> progress;

  /**
   * Makes ready.
   *
   * @param activation how far it is
   * @param threads how many partitions to work on at once
   * @param progress is told again and again how far it is
   */
  ActivationRun(
      ReferenceDataset dataset,
      DatasetActivation activation,
      Realignment realignment,
      String bootstrapServers,
      int threads,
      Consumer<String> progress) {
    this.dataset = dataset;
    this.activation = activation;
    this.store = new ActivationStore(bootstrapServers);
    this.move = new GenomeMove(dataset, realignment, activation, bootstrapServers, threads);
    this.progress = progress;
  }

  /** Does it all; returns the numbers of the calls that this run has moved. */
  MoveTally run(MoveWorker.RefusalListener refusals) throws InterruptedException {
    // Again after an interruption: what the job has read is then known from now on.
    long begun = store.put(at(ActivationPhase.MOVING));
    GenomeMove.Result result = move.run(this::tell, refusals);
    await("the surveillance job to read on", () -> move.hasTaken(begun));
    await(
        "the moved genomes to be counted",
        () -> {
          long left = move.uncounted(result.written());
          progress.accept("counting the moved genomes, " + left + " records left");
          return left == 0;
        });
    progress.accept("publishing what changes");
    long prepared = store.put(at(ActivationPhase.PREPARED));
    await("the differences to be published", () -> move.hasTaken(prepared));
    long active = store.put(at(ActivationPhase.ACTIVE));
    progress.accept("in force");
    await("the surveillance job to read that it is in force", () -> move.hasTaken(active));
    return result.tally();
  }

  private DatasetActivation at(ActivationPhase phase) {
    return DatasetActivation.newBuilder(activation)
        .setPhase(phase)
        .setInForce(
            phase == ActivationPhase.ACTIVE ? activation.getMovedAt() : activation.getInForce())
        .build();
  }

  private void tell(MoveTally tally) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%d of %d stored records read (%.0f %%), %d genomes moved",
            tally.read(),
            tally.stored(),
            tally.stored() == 0 ? 100.0 : 100.0 * tally.read() / tally.stored(),
            tally.movedCalls()));
  }

  private void await(String what, BooleanSupplier done) throws InterruptedException {
    Instant deadline = Clock.systemUTC().instant().plus(PATIENCE);
    while (!done.getAsBoolean()) {
      if (Clock.systemUTC().instant().isAfter(deadline)) {
        throw new StackException(
            "waited "
                + PATIENCE.toHours()
                + " h for "
                + what
                + "; see with 'virowatch status' whether the surveillance job runs. The old calls"
                + " of "
                + dataset.name()
                + " stay in force; run the same command again to go on");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }
}
