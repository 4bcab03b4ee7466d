package org.virowatch.genomics.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * Everything in which a genome differs from the reference, and where it says nothing. All lists are
 * ordered by position. Together with the reference they give the aligned genome back.
 *
 * @param aligned reference positions from the first to the last aligned base of the genome
 * @param substitutions known bases that differ
 * @param deletions reference bases lacking inside the aligned range
 * @param insertions additional bases
 * @param missing runs of N inside the aligned range
 * @param ambiguous runs of other ambiguity codes inside the aligned range
 */
public record NucleotideCalls(
    NucleotideRange aligned,
    List<Substitution> substitutions,
    List<Deletion> deletions,
    List<Insertion> insertions,
    List<NucleotideRange> missing,
    List<AmbiguousBases> ambiguous) {

  public NucleotideCalls {
    substitutions = List.copyOf(substitutions);
    deletions = List.copyOf(deletions);
    insertions = List.copyOf(insertions);
    missing = List.copyOf(missing);
    ambiguous = List.copyOf(ambiguous);
  }

  /**
   * Every position at which the genome is unknown: N, other ambiguity codes, and the ends outside
   * the alignment; merged and ordered. Never to be counted as reference.
   *
   * @param referenceLength length of the reference in bases
   */
  public List<NucleotideRange> unknown(int referenceLength) {
    List<NucleotideRange> all = new ArrayList<>(missing.size() + ambiguous.size() + 2);
    all.add(new NucleotideRange(0, aligned.begin()));
    all.addAll(missing);
    for (AmbiguousBases bases : ambiguous) {
      all.add(bases.range());
    }
    all.add(new NucleotideRange(aligned.end(), Math.max(referenceLength, aligned.end())));
    all.removeIf(NucleotideRange::isEmpty);
    Collections.sort(all);
    List<NucleotideRange> merged = new ArrayList<>(all.size());
    for (NucleotideRange range : all) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).end() >= range.begin()) {
        NucleotideRange before = merged.get(last);
        merged.set(last, new NucleotideRange(before.begin(), Math.max(before.end(), range.end())));
      } else {
        merged.add(range);
      }
    }
    return List.copyOf(merged);
  }
}
