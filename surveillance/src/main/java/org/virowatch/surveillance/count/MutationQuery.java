package org.virowatch.surveillance.count;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Mutations that are looked for together, numbered from 0 in the order they were given. Asking many
 * counts for many mutations costs the smaller of both numbers each time.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class MutationQuery {
  private final int size;

  /** One more than the number of each mutation that has a code. */
  private final LongCounts numbers = new LongCounts();

  private final List<Long> codes = new ArrayList<>();

  /** The numbers of insertions, and of names of no known form. */
  private final Map<String, Integer> written = new HashMap<>();

  /**
   * Makes a query.
   *
   * @param names of mutations, each once
   */
  public MutationQuery(Collection<String> names) {
    size = names.size();
    int number = 0;
    for (String name : names) {
      long code = MutationCode.of(name);
      if (code == MutationCode.NONE) {
        written.put(name, number);
      } else {
        numbers.add(code, number + 1L);
        codes.add(code);
      }
      number++;
    }
  }

  /** Returns how many mutations are looked for. */
  public int size() {
    return size;
  }

  /** Takes a mutation that was found. */
  @FunctionalInterface
  public interface Found {
    /**
     * Takes it.
     *
     * @param number of the mutation
     * @param count not zero
     */
    void accept(int number, long count);
  }

  void look(LongCounts coded, StringCounts texts, Found found) {
    if (coded.size() < codes.size()) {
      coded.forEach(
          (code, count) -> {
            int number = (int) numbers.get(code) - 1;
            if (number >= 0) {
              found.accept(number, count);
            }
          });
    } else {
      for (long code : codes) {
        long count = coded.get(code);
        if (count != 0) {
          found.accept((int) numbers.get(code) - 1, count);
        }
      }
    }
    written.forEach(
        (name, number) -> {
          long count = texts.get(name);
          if (count != 0) {
            found.accept(number, count);
          }
        });
  }
}
