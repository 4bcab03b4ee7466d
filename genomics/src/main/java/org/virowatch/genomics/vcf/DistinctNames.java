package org.virowatch.genomics.vcf;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives each name a number if it is taken: {@code a}, {@code a_2}, {@code a_3}. Remembers eight
 * bytes of each name, a hash: of a million names, two that differ are taken for the same with a
 * probability of one in forty million, and one of them then bears a number without need. Not
 * thread-safe.
 */
public final class DistinctNames {

  private final Map<Long, Integer> copies = new HashMap<>(); // of names that were given again
  private long[] taken = new long[1024]; // 0 where free
  private int count;

  /** The name, or the first of its numbered forms that is free. */
  public String of(String name) {
    if (take(hash(name))) {
      return name;
    }
    int copy = copies.getOrDefault(hash(name), 2);
    while (!take(hash(name + "_" + copy))) {
      copy++;
    }
    copies.put(hash(name), copy + 1);
    return name + "_" + copy;
  }

  private boolean take(long hash) {
    if (2 * count >= taken.length) {
      long[] old = taken;
      taken = new long[2 * old.length];
      for (long each : old) {
        if (each != 0) {
          taken[slot(each)] = each;
        }
      }
    }
    int slot = slot(hash);
    if (taken[slot] != 0) {
      return false;
    }
    taken[slot] = hash;
    count++;
    return true;
  }

  private int slot(long hash) {
    int slot = (int) (hash >>> 20) & (taken.length - 1);
    while (taken[slot] != 0 && taken[slot] != hash) {
      slot = (slot + 1) & (taken.length - 1);
    }
    return slot;
  }

  /** FNV-1a, its bits mixed once more; never 0. */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (letter & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    hash ^= hash >>> 29;
    return hash == 0 ? 1 : hash;
  }
}
