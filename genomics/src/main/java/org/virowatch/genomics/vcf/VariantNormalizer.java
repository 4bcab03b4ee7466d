package org.virowatch.genomics.vcf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.sequence.Nucleotide;

/**
 * Turns calls into variants, each normalised as in Tan, Abecasis and Kang 2015 (Bioinformatics
 * 31:2202): letters shared at the right end are taken off, an empty allele is extended to the left,
 * letters shared at the left end are taken off. Where a shifted indel would run into another change
 * or an unknown base of the same genome, both become one variant, so that the variants of a genome
 * never overlap. Immutable and thread-safe.
 */
public final class VariantNormalizer {

  private final String reference;

  /**
   * @param reference upper-case codes; those other than A, C, G and T become N
   */
  public VariantNormalizer(byte[] reference) {
    this.reference = onlyBases(new String(reference, StandardCharsets.US_ASCII));
  }

  static String onlyBases(String letters) {
    StringBuilder bases = new StringBuilder(letters);
    for (int i = 0; i < bases.length(); i++) {
      if (!Nucleotide.isKnown((byte) bases.charAt(i))) {
        bases.setCharAt(i, 'N');
      }
    }
    return bases.toString();
  }

  /** A stretch of the reference that the genome has otherwise, and its normal form. */
  private static final class Block {
    int begin;
    int end;
    String letters;
    Variant normal;

    Block(int begin, int end, String letters) {
      this.begin = begin;
      this.end = end;
      this.letters = letters;
      this.normal = new Variant(begin, "", letters);
    }
  }

  /**
   * The normal form of one change, looked at alone.
   *
   * @param begin first position that is replaced, counted from 0
   * @param end position after the last one that is replaced
   * @param letters what stands there instead; may be empty
   */
  public Variant normal(int begin, int end, String letters) {
    Block block = new Block(begin, end, onlyBases(letters));
    normalise(block);
    return block.normal;
  }

  /** The variants of a genome. */
  public GenomeVariants variants(AnalyzedGenome genome) {
    UnknownSites unknown = new UnknownSites(genome.nucleotides().unknown(reference.length()));
    List<Block> done = new ArrayList<>();
    List<Block> edits = edits(genome);
    for (int i = 0; i < edits.size(); i++) {
      Block block = edits.get(i);
      normalise(block);
      boolean settled = false;
      while (!settled) {
        settled = true;
        Block before = done.isEmpty() ? null : done.get(done.size() - 1);
        int hidden = unknown.firstIn(block.normal.start(), block.begin);
        int behind = unknown.firstIn(block.end, block.normal.end());
        // An unknown base that the block before has taken in already belongs to that.
        if (before != null
            && (before.normal.end() > block.normal.start()
                || (hidden >= 0 && hidden < before.end))) {
          done.remove(done.size() - 1);
          block.letters =
              before.letters + unknown.letters(reference, before.end, block.begin) + block.letters;
          block.begin = before.begin;
          settled = false;
        } else if (hidden >= 0) {
          block.letters = unknown.letters(reference, hidden, block.begin) + block.letters;
          block.begin = hidden;
          settled = false;
        } else if (behind >= 0) {
          block.letters = block.letters + unknown.letters(reference, block.end, behind + 1);
          block.end = behind + 1;
          settled = false;
        }
        if (!settled) {
          normalise(block);
        }
      }
      done.add(block);
    }
    List<Variant> variants = new ArrayList<>(done.size());
    for (Block block : done) {
      unknown.forget(block.begin, block.end);
      if (!block.normal.reference().equals(block.normal.alternative())) {
        variants.add(block.normal);
      }
    }
    return new GenomeVariants(variants, unknown.ranges());
  }

  /** Changes by position; an insertion before what changes at the base behind it. */
  private static List<Block> edits(AnalyzedGenome genome) {
    List<Block> edits = new ArrayList<>();
    for (Substitution substitution : genome.substitutions()) {
      int position = substitution.position().zeroBased();
      edits.add(new Block(position, position + 1, String.valueOf(substitution.query())));
    }
    for (Deletion deletion : genome.deletions()) {
      edits.add(new Block(deletion.range().begin(), deletion.range().end(), ""));
    }
    for (Insertion insertion : genome.insertions()) {
      int before = insertion.after().zeroBased() + 1;
      edits.add(new Block(before, before, onlyBases(insertion.bases())));
    }
    edits.sort(
        Comparator.<Block>comparingInt(block -> block.begin).thenComparingInt(block -> block.end));
    return edits;
  }

  private void normalise(Block block) {
    int start = block.begin;
    int end = block.end;
    StringBuilder letters = new StringBuilder(block.letters);
    while (true) {
      int last = letters.length() - 1;
      if (start < end && last >= 0 && reference.charAt(end - 1) == letters.charAt(last)) {
        end--;
        letters.setLength(last);
      } else if ((start == end || last < 0) && start > 0) {
        start--;
        letters.insert(0, reference.charAt(start));
      } else {
        break;
      }
      if (start == end && letters.length() == 0) {
        break; // nothing differs
      }
    }
    if (start == end || letters.length() == 0) { // at the very start: extended to the right
      if (end < reference.length() && !(start == end && letters.length() == 0)) {
        letters.append(reference.charAt(end));
        end++;
      }
    }
    int shared = 0;
    while (shared < Math.min(end - start, letters.length()) - 1
        && reference.charAt(start + shared) == letters.charAt(shared)) {
      shared++;
    }
    block.normal =
        new Variant(
            start + shared, reference.substring(start + shared, end), letters.substring(shared));
  }

  /** Unknown positions of a genome; shrinks as variants take some of them in. */
  private static final class UnknownSites {
    private final List<NucleotideRange> ranges;

    UnknownSites(List<NucleotideRange> ranges) {
      this.ranges = new ArrayList<>(ranges);
    }

    List<NucleotideRange> ranges() {
      return ranges;
    }

    /** First unknown position in a range, or −1. */
    int firstIn(int begin, int end) {
      if (begin < end) {
        for (NucleotideRange range : ranges) {
          if (range.end() > begin) {
            int first = Math.max(begin, range.begin());
            return first < end ? first : -1;
          }
        }
      }
      return -1;
    }

    /** The genome's letters where nothing changes but is unknown. */
    String letters(String reference, int from, int to) {
      StringBuilder letters = new StringBuilder(reference.substring(from, to));
      for (int at = firstIn(from, to); at >= 0; at = firstIn(at + 1, to)) {
        letters.setCharAt(at - from, 'N');
      }
      return letters.toString();
    }

    void forget(int begin, int end) {
      for (int i = 0; i < ranges.size() && begin < end; i++) {
        NucleotideRange range = ranges.get(i);
        if (range.begin() < end && begin < range.end()) {
          ranges.remove(i);
          if (range.begin() < begin) {
            ranges.add(i++, new NucleotideRange(range.begin(), begin));
          }
          if (end < range.end()) {
            ranges.add(i, new NucleotideRange(end, range.end()));
          }
          i--;
        }
      }
    }
  }
}
