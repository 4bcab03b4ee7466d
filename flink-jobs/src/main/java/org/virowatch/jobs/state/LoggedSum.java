package org.virowatch.jobs.state;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactForm;

/**
 * A large sum to which a little is added between any two checkpoints. Flink's state holds it as it
 * once was, and what was added since, one entry a checkpoint; when the additions have grown as
 * large as the sum, the sum is written anew and they are dropped. So a checkpoint costs what
 * changed and not what there is, and reading costs twice the sum at most.
 *
 * <p>Not safe for use by several threads at once.
 *
 * @param <V> a commutative group of mutable objects
 */
public final class LoggedSum<V> {
  /** Entries after which the sum is written anew, however small they are. */
  static final int MOST_ADDITIONS = 100;

  /**
   * How values are handled.
   *
   * @param zero makes a value to which nothing was added
   * @param add adds the second value to the first
   * @param isZero whether a value need not be kept
   * @param form how values are written
   */
  public record Arithmetic<V>(
      Supplier<V> zero, BiConsumer<V, V> add, Predicate<V> isZero, CompactForm<V> form) {}

  /** Where the sum of the current key lies in Flink's state. */
  public interface Place {
    /** Returns the sum as it once was; null if it was never written. */
    byte @Nullable [] sum() throws Exception;

    /** Keeps the sum; null drops it. */
    void putSum(byte @Nullable [] sum) throws Exception;

    /** Returns an addition, counted from 0; null behind the last. */
    byte @Nullable [] addition(int number) throws Exception;

    /** Keeps an addition; null drops it. */
    void putAddition(int number, byte @Nullable [] addition) throws Exception;
  }

  private final Arithmetic<V> arithmetic;
  private final V value;
  private @Nullable V unwritten;
  private long sumBytes;
  private long additionBytes;
  private int additions;

  private LoggedSum(Arithmetic<V> arithmetic) {
    this.arithmetic = arithmetic;
    this.value = arithmetic.zero().get();
  }

  /** Reads a sum; zero if nothing was ever written. */
  public static <V> LoggedSum<V> read(Arithmetic<V> arithmetic, Place place) throws Exception {
    LoggedSum<V> sum = new LoggedSum<>(arithmetic);
    byte[] bytes = place.sum();
    if (bytes != null) {
      sum.sumBytes = bytes.length;
      arithmetic.add().accept(sum.value, arithmetic.form().decode(bytes));
    }
    for (bytes = place.addition(0); bytes != null; bytes = place.addition(sum.additions)) {
      sum.additions++;
      sum.additionBytes += bytes.length;
      arithmetic.add().accept(sum.value, arithmetic.form().decode(bytes));
    }
    return sum;
  }

  /** Returns the sum. Live; do not change it. */
  public V value() {
    return value;
  }

  /** Returns how many bytes Flink's state holds of it. */
  public long bytes() {
    return sumBytes + additionBytes;
  }

  /** Adds a change, which is taken over. */
  public void add(V change) {
    arithmetic.add().accept(value, change);
    V before = unwritten;
    if (before == null) {
      unwritten = change;
    } else {
      arithmetic.add().accept(before, change);
    }
  }

  /** Brings Flink's state up to date. */
  public void write(Place place) throws Exception {
    V change = unwritten;
    unwritten = null;
    if (change == null || arithmetic.isZero().test(change)) {
      return;
    }
    byte[] addition = arithmetic.form().encode(change);
    boolean zero = arithmetic.isZero().test(value);
    if (zero
        || additions >= MOST_ADDITIONS
        || additionBytes + addition.length > Math.max(sumBytes, 1)) {
      writeAnew(zero, place);
    } else {
      place.putAddition(additions, addition);
      additions++;
      additionBytes += addition.length;
    }
  }

  private void writeAnew(boolean zero, Place place) throws Exception {
    byte[] sum = zero ? null : arithmetic.form().encode(value);
    place.putSum(sum);
    sumBytes = sum == null ? 0 : sum.length;
    for (int number = 0; number < additions; number++) {
      place.putAddition(number, null);
    }
    additions = 0;
    additionBytes = 0;
  }
}
