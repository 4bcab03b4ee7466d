package org.virowatch.genomics.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names under which a dataset's reference goes: its FASTA name and what {@code pathogen.json}
 * calls it. An accession is meant with its version or without; the same sequence's name in GenBank
 * and RefSeq is the same name.
 */
public final class ReferenceNames {

  /** RefSeq's name and GenBank's of one sequence, as RefSeq's records say. */
  private static final Map<String, String> SAME =
      Map.of("NC_045512.2", "MN908947.3", "NC_045512", "MN908947");

  private ReferenceNames() {}

  /** Whether a name, such as of a BED file's first column, means the dataset's reference. */
  public static boolean mean(ReferenceDataset dataset, String name) {
    return Stream.of(
            dataset.referenceName(),
            dataset.attributes().getOrDefault("reference accession", ""),
            dataset.attributes().getOrDefault("reference name", ""))
        .anyMatch(known -> same(known, name));
  }

  private static boolean same(String first, String second) {
    String one = canonical(first);
    String other = canonical(second);
    return !one.isEmpty()
        && (one.equals(other)
            || one.equals(withoutVersion(other))
            || withoutVersion(one).equals(other));
  }

  private static String canonical(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    return SAME.getOrDefault(upper, upper);
  }

  /**
   * {@code MN908947.3} is {@code MN908947}; a name that is no accession with a version is itself.
   */
  private static String withoutVersion(String name) {
    return name.replaceFirst("(?<=[0-9])\\.[0-9]{1,2}$", "");
  }
}
