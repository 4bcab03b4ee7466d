package org.virowatch.genomics.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;

/**
 * In which amino acids a genome differs from a node of the tree. Each {@code reference} is the
 * node's letter. All lists are ordered by the name of the CDS and then by codon.
 *
 * @param reversions the node is mutated or lacks the amino acid, the genome is as the reference
 * @param labelled other substitutions that have labels
 * @param unlabelled all other substitutions
 * @param deletions amino acids that the node has and the genome lacks
 */
public record PrivateAminoAcids(
    List<AminoAcidSubstitution> reversions,
    List<Labelled> labelled,
    List<AminoAcidSubstitution> unlabelled,
    List<AminoAcidDeletion> deletions) {

  /** No differences. */
  public static final PrivateAminoAcids NONE =
      new PrivateAminoAcids(List.of(), List.of(), List.of(), List.of());

  static final Comparator<AminoAcidSubstitution> ORDER =
      (a, b) -> {
        int byCds = a.cds().compareTo(b.cds());
        return byCds != 0
            ? byCds
            : Integer.compare(a.position().zeroBased(), b.position().zeroBased());
      };

  public PrivateAminoAcids {
    reversions = List.copyOf(reversions);
    labelled = List.copyOf(labelled);
    unlabelled = List.copyOf(unlabelled);
    deletions = List.copyOf(deletions);
  }

  /** All private substitutions. */
  public List<AminoAcidSubstitution> substitutions() {
    List<AminoAcidSubstitution> all = new ArrayList<>(reversions);
    labelled.forEach(mutation -> all.add(mutation.substitution()));
    all.addAll(unlabelled);
    all.sort(ORDER);
    return all;
  }

  /**
   * A substitution known from elsewhere.
   *
   * @param substitution the substitution
   * @param labels where it is known from
   */
  public record Labelled(AminoAcidSubstitution substitution, List<String> labels) {
    public Labelled {
      labels = List.copyOf(labels);
    }

    /** {@code S:D614G|20A&20B}. */
    @Override
    public String toString() {
      return substitution + "|" + String.join("&", labels);
    }
  }
}
