package org.virowatch.genomics.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Substitution;

/**
 * In what a genome differs from the node it was placed at. Each substitution's {@code reference} is
 * the node's state. All lists are ordered by position.
 *
 * @param reversions the node is mutated, the genome is as the reference
 * @param labelled other substitutions to a base that has labels
 * @param unlabelled all other substitutions
 * @param deletions deleted sites that the node has, as ranges
 */
public record PrivateMutations(
    List<Substitution> reversions,
    List<LabelledSubstitution> labelled,
    List<Substitution> unlabelled,
    List<Deletion> deletions) {

  private static final Comparator<Substitution> ORDER =
      (a, b) -> Integer.compare(a.position().zeroBased(), b.position().zeroBased());

  public PrivateMutations {
    reversions = List.copyOf(reversions);
    labelled = List.copyOf(labelled);
    unlabelled = List.copyOf(unlabelled);
    deletions = List.copyOf(deletions);
  }

  /** All private substitutions, ordered by position. */
  public List<Substitution> substitutions() {
    List<Substitution> all = new ArrayList<>(reversions);
    labelled.forEach(mutation -> all.add(mutation.substitution()));
    all.addAll(unlabelled);
    all.sort(ORDER);
    return all;
  }

  /**
   * A substitution known from elsewhere.
   *
   * @param substitution the substitution
   * @param labels where it is known from, usually clades
   */
  public record LabelledSubstitution(Substitution substitution, List<String> labels) {
    public LabelledSubstitution {
      labels = List.copyOf(labels);
    }

    /** {@code C241T|20A&20B}. */
    @Override
    public String toString() {
      return substitution + "|" + String.join("&", labels);
    }
  }
}
