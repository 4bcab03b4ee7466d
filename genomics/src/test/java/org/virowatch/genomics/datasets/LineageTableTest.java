package org.virowatch.genomics.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The table of lineages is a proper tree over the reference, and says what Pango's consensus says.
 */
class LineageTableTest {
  private static final Path PANGO =
      Path.of("..", "..", "shared", "data", "pango", "genome-nuc.fasta.zst");
  private static final int FIRST_RELIABLE = 56;
  private static final int LAST_RELIABLE = 29_803;

  private static final Map<String, StringBuilder> GENOMES = new LinkedHashMap<>();

  @BeforeAll
  static void applyEveryRowToItsParent() {
    for (Map<String, String> row : BuiltInFiles.table("lineages.tsv")) {
      String lineage = row.getOrDefault("lineage", "");
      String parent = row.getOrDefault("parent", "");
      StringBuilder inherited =
          parent.isEmpty() ? new StringBuilder(BuiltInFiles.reference()) : GENOMES.get(parent);
      assertThat(inherited).as("parent of %s comes before it", lineage).isNotNull();
      StringBuilder genome = new StringBuilder(inherited);
      for (String mutation : words(row.getOrDefault("mutations", ""))) {
        apply(lineage, mutation, genome);
      }
      assertThat(GENOMES.put(lineage, genome)).as("%s is listed once", lineage).isNull();
    }
  }

  @Test
  void namesTheVariantsThatMattered() {
    assertThat(GENOMES.keySet())
        .contains("A", "B", "B.1", "B.1.1", "B.1.1.7", "B.1.351", "P.1", "B.1.617.2", "AY.4")
        .contains("B.1.1.529", "BA.1", "BA.1.1", "BA.2", "BA.2.75", "BA.4", "BA.5", "BQ.1")
        .contains("BQ.1.1", "XBB", "XBB.1", "XBB.1.5", "XBB.1.9", "XBB.1.16", "EG.5", "EG.5.1")
        .contains("BA.2.86", "JN.1", "KP.2", "KP.3", "KP.3.1.1", "XEC", "LP.8.1")
        .contains("B.1.525", "B.1.526", "B.1.617.1", "C.37", "B.1.621");
  }

  @Test
  void everyRowNamesItsSource() {
    assertThat(BuiltInFiles.table("lineages.tsv"))
        .allSatisfy(row -> assertThat(row.get("source")).isNotBlank());
  }

  @Test
  void noTwoLineagesAreTheSame() {
    Map<String, String> seen = new HashMap<>();
    GENOMES.forEach(
        (lineage, genome) ->
            assertThat(seen.put(genome.toString(), lineage)).as("same as %s", lineage).isNull());
  }

  @Test
  void knownDefiningMutationsAreThere() {
    assertThat(protein("B.1.1.7", "S", 501)).isEqualTo('Y');
    assertThat(protein("B.1.351", "S", 484)).isEqualTo('K');
    assertThat(protein("P.1", "S", 417)).isEqualTo('T');
    assertThat(protein("B.1.617.2", "S", 452)).isEqualTo('R');
    assertThat(protein("B.1.617.2", "S", 681)).isEqualTo('R');
    assertThat(protein("BA.5", "S", 486)).isEqualTo('V');
    assertThat(protein("BQ.1", "S", 460)).isEqualTo('K');
    assertThat(protein("XBB.1.5", "S", 486)).isEqualTo('P');
    assertThat(protein("EG.5.1", "S", 456)).isEqualTo('L');
    assertThat(protein("JN.1", "S", 455)).isEqualTo('S');
    assertThat(protein("KP.3", "S", 493)).isEqualTo('E');
    assertThat(protein("KP.2", "S", 346)).isEqualTo('T');
    assertThat(genome("BA.2").substring(21_764, 21_770)).doesNotContain("-");
    assertThat(genome("BA.5").substring(21_764, 21_770)).isEqualTo("------");
    assertThat(genome("KP.3.1.1").substring(21_652, 21_655)).isEqualTo("---");
  }

  @Test
  void rowsTakenFromConsensusGenomesEqualThem() throws IOException {
    assumeTrue(Files.exists(PANGO), PANGO + " is absent: not compared with consensus genomes");
    Map<String, String> consensus = consensus();
    Map<String, List<Integer>> different = new LinkedHashMap<>();
    int compared = 0;
    for (Map<String, String> row : BuiltInFiles.table("lineages.tsv")) {
      String lineage = row.getOrDefault("lineage", "");
      if (!row.getOrDefault("source", "").startsWith("Consensus")) {
        continue;
      }
      String theirs = consensus.getOrDefault(lineage, "");
      String ours = genome(lineage).toString();
      assertThat(theirs).as(lineage).hasSize(ours.length());
      compared++;
      for (int i = FIRST_RELIABLE; i <= LAST_RELIABLE; i++) {
        // The alignment of the 26-base deletion before 29760 shifts by one base within XBB.
        boolean shifted = i == 29_734 && lineage.matches("(XBB|EG|HV).*");
        if (ours.charAt(i - 1) != theirs.charAt(i - 1) && !shifted) {
          different.computeIfAbsent(lineage, any -> new ArrayList<>()).add(i);
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(compared).isGreaterThan(50);
  }

  private static void apply(String lineage, String mutation, StringBuilder genome) {
    if (Character.isDigit(mutation.charAt(0))) {
      String[] ends = mutation.split("-", -1);
      for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
        assertThat(genome.charAt(i - 1)).as("%s %s", lineage, mutation).isNotEqualTo('-');
        genome.setCharAt(i - 1, '-');
      }
      return;
    }
    int position = Integer.parseInt(mutation.substring(1, mutation.length() - 1));
    char to = mutation.charAt(mutation.length() - 1);
    assertThat(position).as("%s %s", lineage, mutation).isBetween(FIRST_RELIABLE, LAST_RELIABLE);
    assertThat(mutation.charAt(0)).as("%s %s", lineage, mutation).isNotEqualTo(to);
    assertThat(genome.charAt(position - 1))
        .as("state before %s on the branch to %s", mutation, lineage)
        .isEqualTo(mutation.charAt(0));
    assertThat(Set.of('A', 'C', 'G', 'T')).contains(to);
    genome.setCharAt(position - 1, to);
  }

  /** Amino acid at a codon of a CDS without deletions before it inside the codon. */
  private static char protein(String lineage, String cds, int codon) {
    int begin = BuiltInFiles.reference().indexOf(BuiltInFiles.feature("CDS", cds));
    int at = begin + 3 * (codon - 1);
    return BuiltInFiles.translate(genome(lineage).substring(at, at + 3)).charAt(0);
  }

  private static StringBuilder genome(String lineage) {
    StringBuilder genome = GENOMES.get(lineage);
    if (genome == null) {
      throw new NoSuchElementException(lineage);
    }
    return genome;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  static Map<String, String> consensus() throws IOException {
    Map<String, String> genomes = new LinkedHashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new ZstdInputStream(Files.newInputStream(PANGO)), StandardCharsets.US_ASCII))) {
      String name = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(">")) {
          name = line.substring(1);
        } else {
          genomes.merge(name, line, String::concat);
        }
      }
    }
    return genomes;
  }
}
