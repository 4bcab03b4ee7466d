package org.virowatch.stack.query;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.jobs.calling.CallOutcome;
import org.virowatch.jobs.calling.GenomeCaller;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.count.VersionGate;

/**
 * The batch answer to what the stream computes: submissions in any order, called by the same
 * caller, gated by the same rules, counted by the same counts, without broker or cluster.
 *
 * @param cells the cells of all datasets, without empty ones
 * @param submissions how many submissions there were
 * @param accepted how many versions were accepted, withdrawals and overtaken versions included
 * @param duplicates how many were the same version with the same content again
 * @param rejections how many were rejected, by reason
 */
public record Recomputation(
    SortedMap<CellKey, CellCounts> cells,
    long submissions,
    long accepted,
    long duplicates,
    Map<RejectionCode, Long> rejections) {

  static {
    TrustedRecords.install();
  }

  /** How many calls may wait to be counted, which bounds the sequences in memory. */
  private static final int IN_FLIGHT_PER_THREAD = 16;

  /** Copies the map of rejections. */
  public Recomputation {
    rejections = Map.copyOf(rejections);
  }

  /** Recomputes; see {@link #of(Iterator, Collection, int, Consumer)}. */
  public static Recomputation of(
      Iterator<Submission> submissions, Collection<ReferenceDataset> datasets, int threads) {
    return of(submissions, datasets, threads, genome -> {});
  }

  /**
   * Recomputes. Of two contents under one version the first counts, as in the stream.
   *
   * @param submissions read one after another, so they need not fit into memory
   * @param datasets the datasets that submissions may name
   * @param threads how many genomes to call at once
   * @param known takes each accepted version once, overtaken ones and withdrawals included, in the
   *     order of the submissions: what alerts are decided on
   */
  public static Recomputation of(
      Iterator<Submission> submissions,
      Collection<ReferenceDataset> datasets,
      int threads,
      Consumer<CalledGenome> known) {
    return of(submissions, datasets, threads, known, RetainedUntil.EVER);
  }

  /**
   * How long genomes count, and as of when.
   *
   * @param retention how long
   * @param asOf event time of the answer; empty for the last submission's
   */
  public record RetainedUntil(Retention retention, Optional<Instant> asOf) {
    /** Everything counts. */
    public static final RetainedUntil EVER = new RetainedUntil(Retention.FOREVER, Optional.empty());
  }

  /** As above, under a retention. */
  public static Recomputation of(
      Iterator<Submission> submissions,
      Collection<ReferenceDataset> datasets,
      int threads,
      Consumer<CalledGenome> known,
      RetainedUntil retained) {
    Tally tally = new Tally(known, retained);
    ThreadLocal<GenomeCaller> callers =
        ThreadLocal.withInitial(() -> new GenomeCaller(datasets, retained.retention()));
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      Deque<Future<CallOutcome>> calls = new ArrayDeque<>();
      while (submissions.hasNext()) {
        Submission submission = submissions.next();
        calls.add(workers.submit(() -> callers.get().call(submission)));
        if (calls.size() >= threads * IN_FLIGHT_PER_THREAD) {
          tally.add(await(calls.remove()));
        }
      }
      while (!calls.isEmpty()) {
        tally.add(await(calls.remove()));
      }
    } finally {
      workers.shutdownNow();
    }
    return tally.result();
  }

  /** Returns how many submissions were rejected. */
  public long rejected() {
    return rejections.values().stream().mapToLong(Long::longValue).sum();
  }

  private static CallOutcome await(Future<CallOutcome> call) {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a genome caller never throws", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while genomes were called", e);
    }
  }

  /** Takes outcomes in the order of the submissions. */
  private static final class Tally {
    private final Consumer<CalledGenome> known;
    private final RetainedUntil retained;
    private final BatchRecomputation batch;
    private Instant last = Instant.MIN;
    private final Map<String, Map<Integer, ByteBuffer>> versions = new HashMap<>();
    private final Map<RejectionCode, Long> rejections = new EnumMap<>(RejectionCode.class);
    private long submissions;
    private long accepted;
    private long duplicates;

    Tally(Consumer<CalledGenome> known, RetainedUntil retained) {
      this.known = known;
      this.retained = retained;
      this.batch = new BatchRecomputation(retained.retention());
    }

    void add(CallOutcome outcome) {
      submissions++;
      if (outcome instanceof CallOutcome.Called called) {
        add(called.genome());
      } else if (outcome instanceof CallOutcome.Rejected rejected) {
        rejections.merge(rejected.rejection().getCode(), 1L, Long::sum);
      }
    }

    private void add(CalledGenome genome) {
      Map<Integer, ByteBuffer> digests =
          versions.computeIfAbsent(genome.getAccession(), accession -> new HashMap<>(2));
      VersionGate.Decision decision =
          VersionGate.decide(digests, genome.getVersion(), genome.getContentDigest());
      switch (decision) {
        case DUPLICATE -> duplicates++;
        case CONFLICT -> rejections.merge(RejectionCode.VERSION_CONFLICT, 1L, Long::sum);
        case SUPERSEDED, NEW_HIGHEST -> {
          accepted++;
          digests.put(genome.getVersion(), genome.getContentDigest());
          batch.add(genome);
          last = last.isAfter(genome.getSubmittedAt()) ? last : genome.getSubmittedAt();
          known.accept(genome);
        }
      }
    }

    Recomputation result() {
      var cells = accepted == 0 ? batch.cells() : batch.cells(retained.asOf().orElse(last));
      return new Recomputation(cells, submissions, accepted, duplicates, rejections);
    }
  }
}
