package org.virowatch.genomics.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.CompressedInput;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** Placement of real genomes, aligned by others, against what the field says of them. */
class RealPlacementTest {

  /** docs/lineage-placement.md explains the others. */
  @ParameterizedTest
  @CsvSource({
    "sars-cov-2, 1660, B.1.617 at B.1; MC.19 at KP.3.1.1",
    "sars-cov-2-2024-02, 1301, B.1.468 at B.1; B.1.617 at B.1; BR.2 at BR.2.1; FY.3 at XBB.1.22.1;"
        + " JN.1.1.3 at JN.1.1"
  })
  void consensus_genomes_of_pango_lineages_are_placed_at_their_own_lineage(
      String name, int known, String others) {
    ReferenceDataset dataset = RealDatasets.dataset(name);
    List<String> elsewhere = new ArrayList<>();

    int inTree = placeConsensusGenomes(dataset, elsewhere);

    assertThat(elsewhere).containsExactlyInAnyOrder(others.split("; "));
    assertThat(inTree).isEqualTo(known);
  }

  @Test
  void consensus_genomes_are_placed_at_their_own_lineage_of_the_built_in_table() {
    List<String> elsewhere = new ArrayList<>();

    int inTable = placeConsensusGenomes(ReferenceDatasets.builtIn(), elsewhere);

    assertThat(inTable).isGreaterThan(40);
    assertThat(elsewhere.size()).as("placed elsewhere: %s", elsewhere).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sars-cov-2", "sars-cov-2-2024-02"})
  void real_genomes_get_nextclades_lineage_and_clade(String name) throws IOException {
    ReferenceDataset dataset = RealDatasets.dataset(name);
    LineagePlacement placement = new LineagePlacement(dataset);
    Map<String, Map<String, String>> metadata =
        table(RealDatasets.file("genomes/sars-cov-2.tsv"), "genbankAccession");
    List<String> others = new ArrayList<>();

    List<Aligned> genomes = expected("sars-cov-2", dataset);
    for (Aligned genome : genomes) {
      Placement placed = placement.place(genome.calls());
      Map<String, String> row = Objects.requireNonNull(metadata.get(genome.accession()));
      if (!Objects.equals(row.get("nextcladePangoLineage"), placed.lineage())
          || !Objects.equals(row.get("nextstrainClade"), placed.clade())) {
        others.add(genome.accession() + " at " + placed.lineage() + ", " + placed.clade());
      }
    }

    assertThat(genomes).hasSize(515);
    assertThat(others).isEmpty();
  }

  @Test
  void real_rsv_genomes_get_nextclades_lineage_or_one_designated_below_it_since()
      throws IOException {
    ReferenceDataset dataset = RealDatasets.dataset("rsv-a");
    LineagePlacement placement = new LineagePlacement(dataset);
    Map<String, Map<String, String>> metadata =
        table(RealDatasets.file("genomes/rsv-a.tsv"), "insdc_accession_full");
    int whole = 0;
    int agree = 0;

    for (Aligned genome : expected("rsv-a", dataset)) {
      Placement placed = placement.place(genome.calls());
      if (placed.knownShare() > 0.5) {
        whole++;
        String wanted = Objects.requireNonNull(metadata.get(genome.accession())).get("lineage");
        agree += descends(dataset.lineageParents(), placed.lineage(), wanted) ? 1 : 0;
      }
    }

    // The metadata are of an earlier release of the tree; measured: 2166 of 2171.
    assertThat(whole).isGreaterThan(2000);
    assertThat(agree / (double) whole).isGreaterThan(0.995);
  }

  private static int placeConsensusGenomes(ReferenceDataset dataset, List<String> elsewhere) {
    LineagePlacement placement = new LineagePlacement(dataset);
    Set<String> lineages = lineages(dataset.tree().orElseThrow());
    int known = 0;
    try (FastaReader reader = FastaReader.open(RealDatasets.file("pango/genome-nuc.fasta.zst"))) {
      while (reader.hasNext()) {
        FastaRecord record = (FastaRecord) reader.next();
        if (lineages.contains(record.name())) {
          known++;
          Placement placed =
              placement.place(AlignedGenome.calls(dataset.reference(), record.sequence()));
          if (!record.name().equals(placed.lineage())) {
            elsewhere.add(record.name() + " at " + placed.lineage());
          }
        }
      }
    }
    return known;
  }

  private static Set<String> lineages(PhylogeneticTree tree) {
    Set<String> lineages = new HashSet<>();
    for (int node = 0; node < tree.size(); node++) {
      String lineage = tree.lineage(node);
      if (lineage != null) {
        lineages.add(lineage);
      }
    }
    return lineages;
  }

  private static boolean descends(
      Map<String, String> parents,
      @org.jspecify.annotations.Nullable String lineage,
      @org.jspecify.annotations.Nullable String ancestor) {
    for (String at = lineage; at != null; at = parents.get(at)) {
      if (at.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Map<String, String>> table(Path tsv, String key) throws IOException {
    List<String> lines = Files.readAllLines(tsv);
    List<String> header = List.of(lines.get(0).split("\t", -1));
    Map<String, Map<String, String>> rows = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < cells.length; i++) {
        row.put(header.get(i), cells[i]);
      }
      rows.put(String.valueOf(row.get(key)), row);
    }
    return rows;
  }

  /**
   * The genomes as another pipeline aligned them; N at the ends stands for what it did not align.
   */
  private static List<Aligned> expected(String name, ReferenceDataset dataset) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Aligned> genomes = new ArrayList<>();
    byte[] reference = dataset.reference();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CompressedInput.decompress(
                    Files.newInputStream(
                        RealDatasets.file("genomes/" + name + "-expected.ndjson.zst"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode genome = json.readTree(line);
        byte[] aligned =
            genome.path("alignedNucleotideSequence").asText().getBytes(StandardCharsets.US_ASCII);
        genomes.add(
            new Aligned(
                genome.path("accession").asText(), AlignedGenome.calls(reference, aligned)));
      }
    }
    return genomes;
  }

  private record Aligned(String accession, NucleotideCalls calls) {}
}
