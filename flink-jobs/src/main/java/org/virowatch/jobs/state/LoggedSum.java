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
 * <p>The sum itself is decoded where it is first asked for, and may be forgotten again: adding to
 * it needs no more than its size.
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

  /** Null while it is not decoded. */
  private @Nullable V value;

  private @Nullable V unwritten;
  private long sumBytes;
  private long additionBytes;
  private int additions;

  private LoggedSum(Arithmetic<V> arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** Finds a sum, which is zero if nothing was ever written, and does not decode it yet. */
  public static <V> LoggedSum<V> at(Place place, Arithmetic<V> arithmetic) throws Exception {
    LoggedSum<V> found = new LoggedSum<>(arithmetic);
    byte[] bytes = place.sum();
    found.sumBytes = bytes == null ? 0 : bytes.length;
    for (bytes = place.addition(0); bytes != null; bytes = place.addition(found.additions)) {
      found.additions++;
      found.additionBytes += bytes.length;
    }
    return found;
  }

  /** Returns the sum, decoded if it was not. Live; do not change it. */
  public V value(Place place) throws Exception {
    V known = value;
    if (known == null) {
      known = decode(place);
      if (unwritten != null) {
        arithmetic.add().accept(known, unwritten);
      }
      value = known;
    }
    return known;
  }

  private V decode(Place place) throws Exception {
    byte[] bytes = place.sum();
    V sum = bytes == null ? arithmetic.zero().get() : arithmetic.form().decode(bytes);
    for (int number = 0; number < additions; number++) {
      bytes = place.addition(number);
      if (bytes == null) {
        throw new IllegalStateException("addition " + number + " of " + additions + " is gone");
      }
      arithmetic.add().accept(sum, arithmetic.form().decode(bytes));
    }
    return sum;
  }

  /** Returns whether the sum is decoded. */
  public boolean isDecoded() {
    return value != null;
  }

  /** Lets the decoded sum go; what was added and is not written yet is kept. */
  public void forget() {
    value = null;
  }

  /** Returns whether the sum is decoded and zero, and all of it is written. */
  public boolean isGone() {
    return value != null && unwritten == null && arithmetic.isZero().test(value);
  }

  /** Returns how many bytes Flink's state holds of it. */
  public long bytes() {
    return sumBytes + additionBytes;
  }

  /** Adds a change, which is taken over. A sum that is not decoded stays so. */
  public void add(V change) {
    if (value != null) {
      arithmetic.add().accept(value, change);
    }
    V before = unwritten;
    if (before == null) {
      unwritten = change;
    } else {
      arithmetic.add().accept(before, change);
    }
  }

  /**
   * Brings Flink's state up to date. Only of a sum that is decoded is it found out whether it came
   * to zero, and nothing needs to be kept.
   */
  public void write(Place place) throws Exception {
    V change = unwritten;
    if (change == null || arithmetic.isZero().test(change)) {
      unwritten = null;
      return;
    }
    byte[] addition = arithmetic.form().encode(change);
    boolean zero = value != null && arithmetic.isZero().test(value);
    if (zero
        || additions >= MOST_ADDITIONS
        || additionBytes + addition.length > Math.max(sumBytes, 1)) {
      writeAnew(value(place), place);
    } else {
      place.putAddition(additions, addition);
      additions++;
      additionBytes += addition.length;
    }
    unwritten = null;
  }

  private void writeAnew(V whole, Place place) throws Exception {
    byte[] sum = arithmetic.isZero().test(whole) ? null : arithmetic.form().encode(whole);
    place.putSum(sum);
    sumBytes = sum == null ? 0 : sum.length;
    for (int number = 0; number < additions; number++) {
      place.putAddition(number, null);
    }
    additions = 0;
    additionBytes = 0;
  }
}
