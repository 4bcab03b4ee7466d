package org.virowatch.genomics.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.NucleotidePosition;

/**
 * Labels of mutations worth telling apart when private ({@code mutLabels} of {@code
 * pathogen.json}): usually the clades in which they are common.
 */
public final class MutationLabels {

  private static final Pattern CHANGE = Pattern.compile("([1-9][0-9]{0,8})(.)");

  /** No labels. */
  public static final MutationLabels NONE = new MutationLabels(Map.of(), Map.of());

  /** Labels by base, and by 0-based position within it; by CDS likewise. */
  private final Map<Character, Map<Integer, List<String>>> nucleotides = new HashMap<>();

  private final Map<String, Map<Character, Map<Integer, List<String>>>> aminoAcids =
      new HashMap<>();
  private final int size;

  /**
   * @param nucleotides labels by 1-based position and base, such as {@code 174T}
   * @param aminoAcids labels by CDS, 1-based codon and amino acid, such as {@code S:614G}
   */
  public MutationLabels(
      Map<String, List<String>> nucleotides, Map<String, List<String>> aminoAcids) {
    nucleotides.forEach((change, labels) -> add(this.nucleotides, change, labels));
    aminoAcids.forEach(
        (mutation, labels) -> {
          int colon = mutation.lastIndexOf(':');
          if (colon >= 0) {
            add(
                this.aminoAcids.computeIfAbsent(
                    mutation.substring(0, colon), cds -> new HashMap<>()),
                mutation.substring(colon + 1),
                labels);
          }
        });
    size = nucleotides.size();
  }

  /** Adds a change; what is no position and letter can belong to no mutation. */
  private static void add(
      Map<Character, Map<Integer, List<String>>> table, String change, List<String> labels) {
    Matcher form = CHANGE.matcher(change);
    if (form.matches()) {
      table
          .computeIfAbsent(form.group(2).charAt(0), letter -> new HashMap<>())
          .put(Integer.parseInt(form.group(1)) - 1, List.copyOf(labels));
    }
  }

  /** The labels of an amino acid at a codon; empty if it has none. */
  public List<String> of(String cds, CodonPosition position, char aminoAcid) {
    Map<Character, Map<Integer, List<String>>> changes = aminoAcids.get(cds);
    return changes == null ? List.of() : labels(changes, position.zeroBased(), aminoAcid);
  }

  /** The labels of a base at a position; empty if it has none. */
  public List<String> of(NucleotidePosition position, char base) {
    return labels(nucleotides, position.zeroBased(), base);
  }

  private static List<String> labels(
      Map<Character, Map<Integer, List<String>>> changes, int position, char letter) {
    Map<Integer, List<String>> positions = changes.get(letter);
    List<String> labels = positions == null ? null : positions.get(position);
    return labels == null ? List.of() : labels;
  }

  /** Number of labelled mutations. */
  public int size() {
    return size;
  }
}
