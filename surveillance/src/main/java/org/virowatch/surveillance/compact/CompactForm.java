package org.virowatch.surveillance.compact;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The bytes of one type of value: a version, then what the type writes. A release that changes the
 * form gives it a new version and goes on {@linkplain #reading reading} the earlier ones, so that
 * state written by an earlier release can be read value by value; what is written again is in the
 * new form.
 *
 * <p>Not safe for use by several threads at once.
 *
 * @param <T> the type
 */
public final class CompactForm<T> {
  private final String name;
  private final int version;
  private final BiConsumer<T, CompactWriter> write;
  private final Map<Integer, Function<CompactReader, T>> readers = new HashMap<>();
  private final CompactWriter writer = new CompactWriter();
  private final TextPool pool;

  /**
   * Makes a form.
   *
   * @param name of the values, for messages
   * @param version of the form, 0 to 127
   * @param write writes a value
   * @param read reads what it wrote
   * @param pool for the texts that are read
   */
  public CompactForm(
      String name,
      int version,
      BiConsumer<T, CompactWriter> write,
      Function<CompactReader, T> read,
      TextPool pool) {
    this.name = name;
    this.version = version;
    this.write = write;
    this.readers.put(version, read);
    this.pool = pool;
  }

  /**
   * Reads values of an earlier version as well.
   *
   * @param earlier the version, below this form's
   * @param read reads what the release of that version wrote
   * @return this form
   * @throws IllegalArgumentException if the version is not an earlier one, or is read already
   */
  public CompactForm<T> reading(int earlier, Function<CompactReader, T> read) {
    if (earlier >= version || readers.putIfAbsent(earlier, read) != null) {
      throw new IllegalArgumentException(
          "form " + earlier + " of the " + name + " is not an earlier one than " + version);
    }
    return this;
  }

  /** Returns a value as bytes. */
  public byte[] encode(T value) {
    writer.clear();
    writer.octet(version);
    write.accept(value, writer);
    return writer.toByteArray();
  }

  /**
   * Returns the value of some bytes.
   *
   * @throws IllegalStateException if a later release wrote them, or if they are damaged
   */
  public T decode(byte[] bytes) {
    CompactReader reader = new CompactReader(bytes, pool);
    int written = reader.octet();
    Function<CompactReader, T> read = readers.get(written);
    if (read == null) {
      throw new IllegalStateException(
          "the "
              + name
              + " are written in form "
              + written
              + ", and this release knows form "
              + version
              + " and what came before it; run the release that wrote them, or a later one");
    }
    return read.apply(reader);
  }
}
