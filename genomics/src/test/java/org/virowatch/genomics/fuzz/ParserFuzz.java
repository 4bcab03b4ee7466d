package org.virowatch.genomics.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Base64;
import java.util.Random;
import java.util.Set;

/** Tries a parser on a sound document and on many spoilt ones. */
public final class ParserFuzz {

  private static final int INPUTS = Integer.getInteger("virowatch.fuzz", 6000);
  private static final long SEED = Long.getLong("virowatch.seed", 1L);
  private static final long DEADLINE_NANOS = 10_000_000_000L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ParserFuzz() {}

  /** Something that reads bytes. */
  @FunctionalInterface
  public interface Parser {
    void parse(byte[] input) throws IOException;
  }

  /**
   * Demands that each document is read or refused by one of the exceptions with a message, and the
   * sound one read, in bounded time.
   *
   * @param percent of {@code -Dvirowatch.fuzz=N} documents
   * @param refusals what the parser may throw
   */
  public static void run(
      String name,
      int percent,
      byte[] sound,
      Set<Class<? extends Exception>> refusals,
      Parser parser) {
    int inputs = Math.max(20, (int) ((long) INPUTS * percent / 100));
    HostileBytes bytes = new HostileBytes(new Random(SEED * 31 + name.hashCode()));
    int refused = 0;
    long slowest = 0;
    long began = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < inputs; i++) {
      byte[] input = i == 0 ? sound : bytes.next(sound);
      long start = THREADS.getCurrentThreadCpuTime();
      try {
        parser.parse(input);
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
        refused++;
        boolean known =
            refusals.contains(e.getClass()) && !String.valueOf(e.getMessage()).isBlank();
        if (!known) {
          throw new AssertionError(
              name + " " + i + " (seed " + SEED + "): " + shown(input) + " ended in " + e, e);
        }
        assertThat(i).as("%s: the sound one, %s", name, e.getMessage()).isPositive();
      }
      long took = THREADS.getCurrentThreadCpuTime() - start;
      slowest = Math.max(slowest, took);
      assertThat(took)
          .as("nanoseconds for %s %d: %s", name, i, shown(input))
          .isLessThan(DEADLINE_NANOS);
    }
    System.out.printf(
        "fuzz %s: %d inputs, %d refused, %.1f s, slowest %.3f s%n",
        name, inputs, refused, (THREADS.getCurrentThreadCpuTime() - began) / 1e9, slowest / 1e9);
  }

  private static String shown(byte[] input) {
    return input.length > 3000
        ? input.length + " bytes"
        : Base64.getEncoder().encodeToString(input);
  }
}
