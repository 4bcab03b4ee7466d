package org.virowatch.surveillance.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The mutations of one genome, each once. Substitutions and deleted sites are held as numbers
 * ({@link MutationCode}), insertions and names of no known form as texts.
 *
 * <p>Unchangeable; equal where the same mutations are in it.
 */
public final class MutationSet {
  private static final MutationSet EMPTY = new MutationSet(new long[0], List.of());

  /** Rising. */
  private final long[] codes;

  /** In the order of their characters. */
  private final List<String> written;

  private MutationSet(long[] codes, List<String> written) {
    this.codes = codes;
    this.written = written;
  }

  /** Returns a set without mutations. */
  public static MutationSet of() {
    return EMPTY;
  }

  /** Returns the set of some names, such as {@code C241T}, {@code S:H69-} or {@code 22204:GAG}. */
  public static MutationSet of(Collection<String> names) {
    Builder builder = new Builder(names.size());
    names.forEach(builder::add);
    return builder.build();
  }

  /** Puts a set together. */
  static final class Builder {
    private long[] codes;
    private int size;
    private @Nullable TreeSet<String> written;

    Builder(int expected) {
      codes = new long[Math.max(8, expected)];
    }

    void add(String name) {
      add(MutationCode.of(name), name);
    }

    /** Adds a mutation by its code if it has one, and otherwise by its name. */
    void add(long code, String name) {
      if (code == MutationCode.NONE) {
        TreeSet<String> texts = written == null ? new TreeSet<>() : written;
        texts.add(name);
        written = texts;
      } else {
        add(code);
      }
    }

    /** Adds a mutation by its code. */
    void add(long code) {
      if (size == codes.length) {
        codes = Arrays.copyOf(codes, size * 2);
      }
      codes[size++] = code;
    }

    void addAll(MutationSet other) {
      for (long code : other.codes) {
        add(code);
      }
      other.written.forEach(text -> add(MutationCode.NONE, text));
    }

    MutationSet build() {
      Arrays.sort(codes, 0, size);
      int distinct = 0;
      for (int i = 0; i < size; i++) {
        if (i == 0 || codes[i] != codes[i - 1]) {
          codes[distinct++] = codes[i];
        }
      }
      return new MutationSet(
          Arrays.copyOf(codes, distinct), written == null ? List.of() : List.copyOf(written));
    }
  }

  /** Returns the codes, rising. Not to be changed. */
  long[] codes() {
    return codes;
  }

  /** Returns the names that have no code, in order. */
  List<String> written() {
    return written;
  }

  /** Returns those of some names that are in this set. */
  MutationSet among(Collection<String> names) {
    if (names.isEmpty()) {
      return EMPTY;
    }
    Builder builder = new Builder(names.size());
    for (String name : names) {
      long code = MutationCode.of(name);
      boolean present =
          code == MutationCode.NONE
              ? written.contains(name)
              : Arrays.binarySearch(codes, code) >= 0;
      if (present) {
        builder.add(code, name);
      }
    }
    return builder.build();
  }

  /** Takes a substitution of a nucleotide. */
  @FunctionalInterface
  public interface SubstitutionConsumer {
    /** Takes its position, counted from 1, the reference's base and the genome's. */
    void accept(int site, char from, char to);
  }

  /** Gives the substitutions of nucleotides, by position. */
  public void forEachSubstitution(SubstitutionConsumer consumer) {
    for (long code : codes) {
      if (MutationCode.axisNumber(code) == 0 && MutationCode.to(code) != MutationCode.GAP) {
        consumer.accept(MutationCode.site(code), MutationCode.from(code), MutationCode.to(code));
      }
    }
  }

  /** Returns how many mutations there are. */
  public int size() {
    return codes.length + written.size();
  }

  /** Returns the names, those of nucleotides by position first and insertions last. */
  public List<String> names() {
    List<String> names = new ArrayList<>(size());
    for (long code : codes) {
      names.add(MutationCode.text(code));
    }
    names.addAll(written);
    return names;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof MutationSet other
        && Arrays.equals(other.codes, codes)
        && other.written.equals(written);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(codes) + written.hashCode();
  }

  @Override
  public String toString() {
    return names().toString();
  }
}
