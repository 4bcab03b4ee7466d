package org.virowatch.surveillance.compact;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that was read as bytes and is decoded where it is first looked at. Whoever only hands it
 * on copies bytes.
 *
 * <p>Not safe for use by several threads at once.
 *
 * @param <V> the value
 */
public final class Encoded<V> {
  /**
   * How values are written and read.
   *
   * @param write writes a value
   * @param read reads what it wrote
   */
  public record Form<V>(BiConsumer<V, CompactWriter> write, Function<CompactReader, V> read) {}

  /** Of values that are at hand, which need none. */
  private static final TextPool NO_TEXTS = new TextPool();

  private final Form<V> form;
  private final TextPool pool;
  private byte @Nullable [] bytes;
  private @Nullable V value;

  private Encoded(Form<V> form, TextPool pool, byte @Nullable [] bytes, @Nullable V value) {
    this.form = form;
    this.pool = pool;
    this.bytes = bytes;
    this.value = value;
  }

  Encoded(Form<V> form, byte[] bytes, TextPool pool) {
    this(form, pool, bytes, null);
  }

  /** Makes one of a value. */
  public static <V> Encoded<V> of(Form<V> form, V value) {
    return new Encoded<>(form, NO_TEXTS, null, value);
  }

  /**
   * Returns the value; the same object every time, which may be changed.
   *
   * @throws IllegalStateException if its bytes are damaged
   */
  public V get() {
    V known = value;
    byte[] encoded = bytes;
    if (known == null) {
      if (encoded == null) {
        throw new IllegalStateException("neither a value nor its bytes are there");
      }
      known = form.read().apply(new CompactReader(encoded, pool));
      value = known;
      bytes = null;
    }
    return known;
  }

  /** Writes the value, as it is now, behind all else: {@link CompactReader#rest} reads it. */
  public void writeTo(CompactWriter out) {
    byte[] encoded = bytes;
    if (encoded == null) {
      form.write().accept(get(), out);
    } else {
      out.raw(encoded);
    }
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Encoded<?> other && other.get().equals(get());
  }

  @Override
  public int hashCode() {
    return get().hashCode();
  }

  @Override
  public String toString() {
    return get().toString();
  }
}
