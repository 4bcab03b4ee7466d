package org.virowatch.surveillance.count;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;

/**
 * Whole numbers by mutation, zero where nothing was added; a commutative group as {@link
 * StringCounts}, which it equals in everything but speed: substitutions and deleted sites are
 * counted and written by number.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class MutationCounts {
  private final LongCounts coded;

  /** Insertions, and names of no known form. */
  private final StringCounts written;

  /** Makes empty counts. */
  public MutationCounts() {
    this(new LongCounts(), new StringCounts());
  }

  private MutationCounts(LongCounts coded, StringCounts written) {
    this.coded = coded;
    this.written = written;
  }

  /** Makes counts with the entries of the given map. */
  public static MutationCounts of(Map<String, Long> entries) {
    MutationCounts counts = new MutationCounts();
    counts.coded.expect(entries.size());
    entries.forEach(counts::add);
    return counts;
  }

  /** Reads what releases wrote that had every mutation as text. */
  public static MutationCounts readTexts(CompactReader in) {
    MutationCounts counts = new MutationCounts();
    StringCounts.readFrom(in).forEach(counts::add);
    return counts;
  }

  /** Reads what {@link #writeTo} wrote. */
  public static MutationCounts readFrom(CompactReader in) {
    MutationCounts counts = new MutationCounts();
    int size = in.size();
    counts.coded.expect(Math.min(size, 1 << 16));
    List<String> axes = new ArrayList<>();
    int[] numbers = new int[16];
    for (int i = 0; i < size; i++) {
      int axis = in.size();
      if (axis == axes.size()) {
        axes.add(in.text());
        if (axis == numbers.length) {
          numbers = Arrays.copyOf(numbers, 2 * axis);
        }
        numbers[axis] = MutationCode.axisNumber(axes.get(axis));
      } else if (axis > axes.size()) {
        throw new IllegalStateException("axis " + axis + " of " + axes.size() + " that were named");
      }
      int site = in.size();
      int bases = in.octet();
      char from = Symbols.from(bases, in);
      char to = Symbols.to(bases, in);
      long code = MutationCode.of(numbers[axis], site, from, to);
      if (code == MutationCode.NONE) {
        counts.written.add(MutationCode.text(axes.get(axis), site, from, to), in.signed());
      } else {
        counts.coded.add(code, in.signed());
      }
    }
    counts.written.add(StringCounts.readFrom(in), 1);
    return counts;
  }

  /** Writes the entries other than zero, a change in about five bytes. */
  public void writeTo(CompactWriter out) {
    out.unsigned(coded.size());
    AxesWritten axes = new AxesWritten();
    coded.forEach(
        (code, count) -> {
          axes.write(code, out);
          out.unsigned(MutationCode.site(code));
          Symbols.write(MutationCode.from(code), MutationCode.to(code), out);
          out.signed(count);
        });
    written.writeTo(out);
  }

  /** Numbers axes as they come; the name follows where a number is used for the first time. */
  private static final class AxesWritten {
    private int[] numbers = new int[16];
    private int next;

    void write(long code, CompactWriter out) {
      int axis = MutationCode.axisNumber(code);
      if (axis >= numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.max(axis + 1, numbers.length * 2));
      }
      if (numbers[axis] == 0) {
        out.unsigned(next);
        out.text(MutationCode.axis(code));
        next++;
        numbers[axis] = next;
      } else {
        out.unsigned(numbers[axis] - 1);
      }
    }
  }

  /** Adds to the count of a mutation. */
  public void add(String name, long change) {
    long code = MutationCode.of(name);
    if (code == MutationCode.NONE) {
      written.add(name, change);
    } else {
      coded.add(code, change);
    }
  }

  /** Adds to the counts of all mutations of a genome. */
  public void add(MutationSet genome, long change) {
    for (long code : genome.codes()) {
      coded.add(code, change);
    }
    for (String name : genome.written()) {
      written.add(name, change);
    }
  }

  /** Adds to the counts of those mutations of a genome that replace one amino acid by another. */
  public void addAminoAcidSubstitutions(MutationSet genome, long change) {
    for (long code : genome.codes()) {
      if (MutationCode.axisNumber(code) > 0 && MutationCode.to(code) != MutationCode.GAP) {
        coded.add(code, change);
      }
    }
  }

  /** Adds all counts of another, multiplied. */
  public void add(MutationCounts other, int factor) {
    coded.add(other.coded, factor);
    written.add(other.written, factor);
  }

  /** Returns the count of a mutation, 0 when nothing was added. */
  public long get(String name) {
    long code = MutationCode.of(name);
    return code == MutationCode.NONE ? written.get(name) : coded.get(code);
  }

  /** Gives those of a query that have a count other than zero. */
  public void find(MutationQuery query, MutationQuery.Found found) {
    query.look(coded, written, found);
  }

  /** Returns how many mutations have a count other than zero. */
  public int size() {
    return coded.size() + written.size();
  }

  /** Returns whether every count is zero. */
  public boolean isZero() {
    return coded.isZero() && written.isZero();
  }

  /** Gives every mutation with a count other than zero, in no particular order. */
  public void forEach(ObjLongConsumer<String> consumer) {
    coded.forEach((code, count) -> consumer.accept(MutationCode.text(code), count));
    written.forEach(consumer);
  }

  /** Returns a copy that shares nothing that changes. */
  public MutationCounts copy() {
    return new MutationCounts(coded.copy(), written.copy());
  }

  /** Returns the entries other than zero as a new map. */
  public Map<String, Long> toMap() {
    Map<String, Long> map = new HashMap<>(size() * 2);
    forEach(map::put);
    return map;
  }

  /**
   * Returns the entries other than zero as a map that is quick to make and to walk through, and
   * slow to ask for one name.
   */
  Map<String, Long> snapshot() {
    Snapshot snapshot = new Snapshot(size());
    forEach(snapshot::append);
    return snapshot;
  }

  /** Entries one after the other. */
  private static final class Snapshot extends AbstractMap<String, Long> {
    private final String[] names;
    private final long[] counts;
    private int filled;

    Snapshot(int size) {
      names = new String[size];
      counts = new long[size];
    }

    void append(String name, long count) {
      names[filled] = name;
      counts[filled++] = count;
    }

    @Override
    public Set<Map.Entry<String, Long>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Map.Entry<String, Long>> iterator() {
          return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
              return next < filled;
            }

            @Override
            public Map.Entry<String, Long> next() {
              if (next == filled) {
                throw new NoSuchElementException("all " + filled + " entries were given");
              }
              return Map.entry(names[next], counts[next++]);
            }
          };
        }

        @Override
        public int size() {
          return filled;
        }
      };
    }
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof MutationCounts other
        && other.coded.equals(coded)
        && other.written.equals(written);
  }

  @Override
  public int hashCode() {
    return 31 * coded.hashCode() + written.hashCode();
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
