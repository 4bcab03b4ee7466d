package org.virowatch.genomics.align;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Aligns boxes as {@link AffineKernel} does and remembers the answers. Genomes of one lineage share
 * their gaps and what stands around them, so most boxes were aligned before. An answer counts only
 * for the same box of the reference, the same band and the same letters: it is then what the kernel
 * would find again.
 *
 * <p>Reuses buffers: not thread-safe.
 */
final class RememberedBoxes {

  /** Letters of a query beyond which a box is too particular to be met again. */
  private static final int MOST_LETTERS = 4096;

  private static final int BYTES_PER_SLOT = 1024;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** An aligned box. */
  private static final class Answer {
    final int[] geometry; // rows, shape and band, columns counted from the first of the box
    final byte[] letters; // the query's letters in the box
    final int[] blocks; // reference letter, query letter from the box's first column, length
    final int score;
    final boolean touchesBand;

    Answer(int[] geometry, byte[] letters, int[] blocks, int score, boolean touchesBand) {
      this.geometry = geometry;
      this.letters = letters;
      this.blocks = blocks;
      this.score = score;
      this.touchesBand = touchesBand;
    }
  }

  private final ScoringScheme scheme;
  private final byte[] reference;
  private final AffineKernel kernel = new AffineKernel();
  private final Band band = new Band();
  private final AlignmentPath fresh = new AlignmentPath();
  private final int[] geometry = new int[6];
  private final int lastLetters;
  private final int mostBytes;
  private @Nullable Answer[] answers = new Answer[0];
  private int held;
  private int score;

  /**
   * @param reference letters of the reference; not copied
   * @param lastLetters letters at a free end that may be aligned to any row, as in the band around
   *     seeds
   * @param mostBytes bytes of letters and blocks to hold, a power of two; when they are full,
   *     everything is forgotten
   */
  RememberedBoxes(ScoringScheme scheme, byte[] reference, int lastLetters, int mostBytes) {
    this.lastLetters = lastLetters;
    this.scheme = scheme;
    this.reference = reference;
    this.mostBytes = mostBytes;
  }

  /**
   * Aligns the box and appends its blocks to a path.
   *
   * @param lowest lowest diagonal (query minus reference) of the band, which is cut off at the
   *     box's columns and at a free end leaves a few of them to every row
   * @param highest highest diagonal of the band
   * @return whether the corners are joined by a path inside the band
   */
  boolean align(
      byte[] query,
      int queryLength,
      AffineKernel.Box box,
      int lowest,
      int highest,
      AlignmentPath out) {
    int letters = box.lastColumn() - box.firstColumn();
    if (letters > MOST_LETTERS) {
      boolean joined = compute(query, queryLength, box, lowest, highest, out);
      score = kernel.endScore();
      return joined;
    }
    if (answers.length == 0) {
      answers = new Answer[mostBytes / BYTES_PER_SLOT];
    }
    describe(box, lowest, highest, box.lastColumn() == queryLength);
    int slot = slot(query, box.firstColumn(), box.lastColumn());
    Answer answer = answers[slot];
    if (answer == null
        || !Arrays.equals(answer.geometry, geometry)
        || !Arrays.equals(
            answer.letters, 0, answer.letters.length, query, box.firstColumn(), box.lastColumn())) {
      fresh.clear();
      if (!compute(query, queryLength, box, lowest, highest, fresh)) {
        return false;
      }
      answer = remember(slot, query, box);
    }
    score = answer.score;
    for (int i = 0; i < answer.blocks.length; i += 3) {
      out.append(answer.blocks[i], answer.blocks[i + 1] + box.firstColumn(), answer.blocks[i + 2]);
    }
    if (answer.touchesBand) {
      out.markTouchesBand();
    }
    return true;
  }

  /** What the path last given is worth. */
  int score() {
    return score;
  }

  private void describe(AffineKernel.Box box, int lowest, int highest, boolean atQueryEnd) {
    geometry[0] = box.firstRow();
    geometry[1] = box.lastRow();
    geometry[2] = box.lastColumn() - box.firstColumn();
    geometry[3] = lowest - box.firstColumn();
    geometry[4] = highest - box.firstColumn();
    geometry[5] = (box.freeStart() ? 1 : 0) | (box.freeEnd() ? 2 : 0) | (atQueryEnd ? 4 : 0);
  }

  private int slot(byte[] query, int from, int to) {
    long hash = Arrays.hashCode(geometry);
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(query, at)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    for (; at < to; at++) {
      hash = (hash ^ query[at]) * 0x9E3779B97F4A7C15L;
    }
    return (int) (hash >>> 40) & (answers.length - 1);
  }

  private boolean compute(
      byte[] query,
      int queryLength,
      AffineKernel.Box box,
      int lowest,
      int highest,
      AlignmentPath out) {
    band.reset(box.firstRow(), box.lastRow());
    int latestBegin =
        box.freeEnd()
            ? Math.max(box.firstColumn(), box.lastColumn() - lastLetters)
            : box.lastColumn();
    for (int row = box.firstRow(); row <= box.lastRow(); row++) {
      band.set(
          row,
          Band.clamp(row + lowest, box.firstColumn(), latestBegin),
          Band.clamp(row + highest, box.firstColumn(), box.lastColumn()) + 1);
    }
    return kernel.align(scheme, reference, reference.length, query, queryLength, box, band, out);
  }

  private Answer remember(int slot, byte[] query, AffineKernel.Box box) {
    int[] blocks = new int[3 * fresh.size()];
    for (int block = 0; block < fresh.size(); block++) {
      blocks[3 * block] = fresh.referenceStart(block);
      blocks[3 * block + 1] = fresh.queryStart(block) - box.firstColumn();
      blocks[3 * block + 2] = fresh.length(block);
    }
    Answer answer =
        new Answer(
            geometry.clone(),
            Arrays.copyOfRange(query, box.firstColumn(), box.lastColumn()),
            blocks,
            kernel.endScore(),
            fresh.touchesBand());
    if (held > mostBytes) {
      Arrays.fill(answers, null);
      held = 0;
    }
    answers[slot] = answer;
    held += answer.letters.length + Integer.BYTES * blocks.length; // those replaced count too
    return answer;
  }
}
