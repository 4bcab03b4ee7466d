package org.virowatch.genomics.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.dataset.AlignmentParameters;

/**
 * Finds seeds after Nextclade v3: words of the query, taken at regular distances, that the
 * reference has, extended both ways while a sliding window has few mismatches.
 *
 * <p>What a query may cost is bounded: a repeat of the reference many times over in the query has
 * as many seeds as both have copies multiplied, of which no chain is any use.
 *
 * <p>Reuses buffers: not thread-safe.
 */
final class SeedSearch {

  /** Letters compared for each letter of query and reference, and at least. */
  private static final long WORK_PER_LETTER = 50;

  private static final long LEAST_WORK = 20_000_000;

  /** Pieces of seeds from which on a chain is not looked for. */
  private static final int MOST_SEEDS = 200_000;

  private final byte[] reference;
  private final AlignmentParameters parameters;
  private final SeedIndex index;
  private final boolean[] mismatched;
  private final Map<Integer, List<int[]>> known = new HashMap<>(); // offset -> query ranges covered
  private List<Seed> found = List.of();
  private byte[] query = new byte[0];
  private int queryLength;
  private long work;
  private long mostWork;

  SeedSearch(byte[] reference, AlignmentParameters parameters) {
    this.reference = reference;
    this.parameters = parameters;
    this.index = new SeedIndex(reference, parameters.kmerLength());
    this.mismatched = new boolean[Math.max(1, parameters.windowSize())];
  }

  /**
   * Every extended match, chopped into pieces of the least length so that a chain may use part of
   * it; as many as were found if {@link #isExhausted}.
   */
  List<Seed> matches(byte[] query, int queryLength) {
    this.query = query;
    this.queryLength = queryLength;
    known.clear();
    found = new ArrayList<>();
    work = 0;
    mostWork = Math.max(LEAST_WORK, WORK_PER_LETTER * ((long) queryLength + reference.length));
    int kmer = parameters.kmerLength();
    int distance = Math.max(1, parameters.kmerDistance());
    for (int frame = 0; frame < 3; frame++) {
      int letters = (queryLength - frame) / 3 * 2 + Math.min(2, (queryLength - frame) % 3);
      for (int referenceFrame = 0; referenceFrame < 3; referenceFrame++) {
        for (int letter = 0; letter + kmer < letters && !isExhausted(); letter += distance) {
          int position = SeedIndex.place(letter) + frame;
          index.visit(
              query, queryLength, letter, frame, referenceFrame, hit -> extend(hit, position));
        }
      }
    }
    return found;
  }

  /** Whether the query is so repetitive that the search was broken off. */
  boolean isExhausted() {
    return work > mostWork || found.size() > MOST_SEEDS;
  }

  /** Letters and ranges looked at for the last query. */
  long work() {
    return work;
  }

  private void extend(int hit, int position) {
    work++;
    if (isExhausted()) {
      return;
    }
    List<int[]> ranges = known.computeIfAbsent(position - hit, offset -> new ArrayList<>(1));
    work += ranges.size();
    for (int[] range : ranges) {
      if (position <= range[1] && position + parameters.kmerLength() >= range[0]) {
        return;
      }
    }
    int forward = extendForward(hit, position);
    int back = extendBack(hit, position);
    int length = forward + back;
    int piece = Math.max(1, parameters.minMatchLength());
    if (length < piece) {
      return;
    }
    int start = hit - back;
    int queryStart = position - back;
    ranges.add(new int[] {queryStart, queryStart + length});
    int last = length - piece;
    for (int at = 0; at < last; at += piece) {
      found.add(new Seed(start + at, queryStart + at, piece));
    }
    found.add(new Seed(start + last, queryStart + last, piece));
  }

  /** Letters from a match on to the end of the longest run of matches before the extension ends. */
  private int extendForward(int hit, int position) {
    Arrays.fill(mismatched, false);
    int most = Math.min(reference.length - hit, queryLength - position);
    int mismatches = 0;
    int steps = 0;
    while (mismatches <= parameters.allowedMismatches() && steps < most) {
      mismatches += step(steps, reference[hit + steps] != query[position + steps]);
      steps++;
    }
    return beyondWindow(steps);
  }

  /** As {@link #extendForward}, from the letter before a match on. */
  private int extendBack(int hit, int position) {
    Arrays.fill(mismatched, false);
    int most = Math.min(hit, position);
    int mismatches = 0;
    int steps = 0;
    while (mismatches <= parameters.allowedMismatches() && steps < most) {
      mismatches += step(steps, reference[hit - 1 - steps] != query[position - 1 - steps]);
      steps++;
    }
    return beyondWindow(steps);
  }

  /** Moves the window by a letter; by how much the mismatches in it change. */
  private int step(int steps, boolean mismatch) {
    int slot = steps % mismatched.length;
    int left = mismatched[slot] ? 1 : 0;
    mismatched[slot] = mismatch;
    return (mismatch ? 1 : 0) - left;
  }

  /** Steps of an extension without those behind the longest run of matches of its last window. */
  private int beyondWindow(int steps) {
    work += steps;
    return steps - (mismatched.length - longestRunEnd(steps));
  }

  /**
   * Where, counted from the oldest step of the window, the longest run of matches ends. Steps not
   * made yet count as matches and as the oldest.
   */
  private int longestRunEnd(int steps) {
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
