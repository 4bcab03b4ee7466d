package org.virowatch.surveillance.compact;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The bytes of one type of value: a version, then what the type writes. A release that changes the
 * form gives it a new version and goes on reading the earlier ones, so that state written by an
 * earlier release can be read value by value.
 *
 * <p>Not safe for use by several threads at once.
 *
 * @param <T> the type
 */
public final class CompactForm<T> {
  private final String name;
  private final int version;
  private final BiConsumer<T, CompactWriter> write;
  private final Function<CompactReader, T> read;
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
    this.read = read;
    this.pool = pool;
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
    if (written != version) {
      throw new IllegalStateException(
          "the "
              + name
              + " are written in form "
              + written
              + ", and this release knows form "
              + version
              + " only; run the release that wrote them, or a later one");
    }
    return read.apply(reader);
  }
}
