package org.virowatch.genomics.quality;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.dataset.QualityParameters.SnpClusters;
import org.virowatch.genomics.placement.PrivateMutations;

/** Private substitutions crowded together, as an artefact or a recombination leaves them. */
public final class SnpClustersRule {

  /**
   * A crowd of private substitutions.
   *
   * @param first position of the first
   * @param last position of the last
   * @param snps how many
   */
  public record Cluster(NucleotidePosition first, NucleotidePosition last, int snps) {}

  /**
   * What the rule says.
   *
   * @param clusters crowds by position
   * @param totalSnps substitutions in all crowds
   */
  public record Result(double score, List<Cluster> clusters, int totalSnps) implements RuleResult {
    public Result {
      clusters = List.copyOf(clusters);
    }
  }

  private SnpClustersRule() {}

  static Result apply(SnpClusters parameters, PrivateMutations mutations) {
    List<List<Integer>> crowds = new ArrayList<>();
    Deque<Integer> window = new ArrayDeque<>();
    int previous = -1;
    for (Substitution substitution : mutations.substitutions()) {
      int position = substitution.position().zeroBased();
      window.addLast(position);
      while (window.getFirst() < position - parameters.windowSize()) {
        window.removeFirst();
      }
      if (window.size() > parameters.clusterCutOff()) {
        List<Integer> latest = crowds.isEmpty() ? List.of() : crowds.get(crowds.size() - 1);
        if (window.size() > 1 && !latest.isEmpty() && latest.get(latest.size() - 1) == previous) {
          latest.add(position);
        } else {
          crowds.add(new ArrayList<>(window));
        }
      }
      previous = position;
    }
    List<Cluster> clusters = new ArrayList<>();
    int total = 0;
    for (List<Integer> crowd : crowds) {
      clusters.add(
          new Cluster(
              new NucleotidePosition(crowd.get(0)),
              new NucleotidePosition(crowd.get(crowd.size() - 1)),
              crowd.size()));
      total += crowd.size();
    }
    return new Result(Math.max(0, clusters.size() * parameters.scoreWeight()), clusters, total);
  }
}
