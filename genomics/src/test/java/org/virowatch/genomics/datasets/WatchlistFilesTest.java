package org.virowatch.genomics.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchlistFilesTest {
  private static final Pattern MUTATION =
      Pattern.compile("([A-Za-z0-9]+):([A-Z])([0-9]+)([A-Z*-])");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nirmatrelvir",
        "ensitrelvir",
        "remdesivir",
        "monoclonal-antibodies",
        "immune-escape"
      })
  void everyRowFitsTheReferenceAndNamesItsSource(String name) {
    Set<String> seen = new HashSet<>();
    var rows = BuiltInFiles.table("watchlists/" + name + ".tsv");

    assertThat(rows).isNotEmpty();
    for (Map<String, String> row : rows) {
      assertThat(row.keySet()).containsExactly("mutation", "alias", "panel", "effect", "source");
      Matcher called = parse(row.getOrDefault("mutation", ""));
      String cds = BuiltInFiles.feature("CDS", called.group(1));
      assertThat(aminoAcid(cds, called)).as(row.toString()).isEqualTo(called.group(2));
      assertThat(called.group(4)).as(row.toString()).isNotEqualTo(called.group(2));

      String alias = row.getOrDefault("alias", "");
      if (!alias.isEmpty()) {
        Matcher peptide = parse(alias);
        String bases = BuiltInFiles.feature("mature_protein_region_of_CDS", peptide.group(1));
        assertThat(aminoAcid(bases, peptide)).as(alias).isEqualTo(peptide.group(2));
        assertThat(peptide.group(4)).as(alias).isEqualTo(called.group(4));
        assertThat(flank(bases, peptide)).as(alias).isEqualTo(flank(cds, called));
      }
      assertThat(row.get("panel")).matches("[a-z-]+");
      assertThat(row.get("effect")).isNotBlank();
      assertThat(row.get("source")).as(row.toString()).isNotBlank();
      assertThat(seen.add(row.get("panel") + " " + row.get("mutation")))
          .as("%s is listed once", row)
          .isTrue();
    }
  }

  private static Matcher parse(String mutation) {
    Matcher matcher = MUTATION.matcher(mutation);
    assertThat(matcher.matches()).as(mutation).isTrue();
    return matcher;
  }

  private static String aminoAcid(String bases, Matcher mutation) {
    int codon = Integer.parseInt(mutation.group(3));
    return BuiltInFiles.translate(bases).substring(codon - 1, codon);
  }

  /** The site and ten amino acids before it, so that two numberings surely mean the same one. */
  private static String flank(String bases, Matcher mutation) {
    int codon = Integer.parseInt(mutation.group(3));
    return BuiltInFiles.translate(bases).substring(codon - 11, codon);
  }
}
