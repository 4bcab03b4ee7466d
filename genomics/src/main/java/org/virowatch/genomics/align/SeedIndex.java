package org.virowatch.genomics.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.dataset.AlignmentParameters;

/**
 * Finds seeds after Nextclade v3: exact matches of the pattern {@code XX.XX.XX…} (every third base,
 * where most synonymous changes are, is ignored), taken at regular distances along the query, and
 * extended both ways while a sliding window has few mismatches. Immutable and thread-safe.
 */
final class SeedIndex {

  private static final int[] BASE = new int[128];

  static {
    Arrays.fill(BASE, -1);
    BASE['A'] = 0;
    BASE['C'] = 1;
    BASE['G'] = 2;
    BASE['T'] = 3;
  }

  private final byte[] reference;
  private final AlignmentParameters parameters;
  private final int[] pattern;
  private final int[] heads;
  private final int[] next;
  private final long[] codes;

  SeedIndex(byte[] reference, AlignmentParameters parameters) {
    this.reference = reference;
    this.parameters = parameters;
    int letters = Math.min(parameters.kmerLength(), 31);
    pattern = new int[letters];
    for (int i = 0; i < letters; i++) {
      pattern[i] = i / 2 * 3 + i % 2;
    }
    heads = new int[1 << Math.min(20, 2 * letters)];
    Arrays.fill(heads, -1);
    next = new int[reference.length];
    codes = new long[reference.length];
    for (int position = reference.length - 1; position >= 0; position--) {
      codes[position] = code(reference, reference.length, position);
      if (codes[position] >= 0) {
        int bucket = bucket(codes[position]);
        next[position] = heads[bucket];
        heads[bucket] = position;
      }
    }
  }

  private int bucket(long code) {
    return (int) (code ^ (code >>> 20) ^ (code >>> 40)) & (heads.length - 1);
  }

  private long code(byte[] sequence, int length, int position) {
    if (position + pattern[pattern.length - 1] >= length) {
      return -1;
    }
    long code = 0;
    for (int offset : pattern) {
      int base = BASE[sequence[position + offset] & 127];
      if (base < 0) {
        return -1;
      }
      code = code << 2 | base;
    }
    return code;
  }

  /**
   * Every extended match, chopped into pieces of the least length so that a chain may use part of
   * it.
   */
  List<Seed> matches(byte[] query, int queryLength) {
    List<Seed> found = new ArrayList<>();
    Map<Integer, List<int[]>> known = new HashMap<>(); // offset -> query ranges covered
    int kmer = parameters.kmerLength();
    int distance = Math.max(1, parameters.kmerDistance());
    for (int frame = 0; frame < 3; frame++) {
      int letters = (queryLength - frame) / 3 * 2 + Math.min(2, (queryLength - frame) % 3);
      for (int referenceFrame = 0; referenceFrame < 3; referenceFrame++) {
        for (int letter = 0; letter + kmer < letters; letter += distance) {
          int position = letter / 2 * 3 + frame;
          long code = code(query, queryLength, position);
          if (code < 0) {
            continue;
          }
          for (int hit = heads[bucket(code)]; hit >= 0; hit = next[hit]) {
            if (hit % 3 == referenceFrame && codes[hit] == code) {
              extend(query, queryLength, hit, position, known, found);
            }
          }
        }
      }
    }
    return found;
  }

  private void extend(
      byte[] query,
      int queryLength,
      int hit,
      int position,
      Map<Integer, List<int[]>> known,
      List<Seed> found) {
    List<int[]> ranges = known.computeIfAbsent(position - hit, offset -> new ArrayList<>());
    for (int[] range : ranges) {
      if (position < range[1] && position + parameters.kmerLength() > range[0]) {
        return;
      }
    }
    int window = parameters.windowSize();
    boolean[] mismatched = new boolean[window];
    int length = 0;
    int most = Math.min(reference.length - hit, queryLength - position);
    int mismatches = 0;
    int steps = 0;
    while (mismatches <= parameters.allowedMismatches() && length < most) {
      int slot = steps++ % window;
      mismatches -= mismatched[slot] ? 1 : 0;
      mismatched[slot] = reference[hit + length] != query[position + length];
      mismatches += mismatched[slot] ? 1 : 0;
      length++;
    }
    length -= window - longestRunEnd(mismatched, steps);
    int start = hit;
    int queryStart = position;
    Arrays.fill(mismatched, false);
    mismatches = 0;
    steps = 0;
    while (mismatches <= parameters.allowedMismatches() && start > 0 && queryStart > 0) {
      int slot = steps++ % window;
      mismatches -= mismatched[slot] ? 1 : 0;
      start--;
      queryStart--;
      length++;
      mismatched[slot] = reference[start] != query[queryStart];
      mismatches += mismatched[slot] ? 1 : 0;
    }
    int crop = window - longestRunEnd(mismatched, steps);
    start += crop;
    queryStart += crop;
    length -= crop;
    int piece = parameters.minMatchLength();
    if (length < piece) {
      return;
    }
    ranges.add(new int[] {queryStart, queryStart + length});
    int last = length - piece;
    for (int at = 0; at < last; at += piece) {
      found.add(new Seed(start + at, queryStart + at, piece));
    }
    found.add(new Seed(start + last, queryStart + last, piece));
  }

  /**
   * Where, counted from the oldest step of the window, the longest run of matches ends. Steps not
   * made yet count as matches and as the oldest.
   */
  private static int longestRunEnd(boolean[] mismatched, int steps) {
    int window = mismatched.length;
    int longest = 0;
    int current = 0;
    int end = 0;
    for (int i = 0; i < window; i++) {
      int step = steps - window + i;
      boolean mismatch = step >= 0 && mismatched[step % window];
      current = mismatch ? 0 : current + 1;
      if (current > longest) {
        longest = current;
        end = i + 1;
      }
    }
    return end;
  }
}
