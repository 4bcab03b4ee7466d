package org.virowatch.genomics.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.placement.Placement;

/** Consensus genomes of Pango lineages, gaps removed, go through the whole analysis. */
class PangoPlacementTest {
  private static final Path PANGO = Path.of("..", "..", "shared", "data", "pango");
  private static final int EVERY = 8;

  /** Its consensus lacks B.1.617's own mutations: an artefact of few genomes. */
  private static final Set<String> DOUBTFUL_CONSENSUS = Set.of("B.1.617");

  private final GenomeAnalysis analyzer = new GenomeAnalysis(ReferenceDatasets.builtIn());
  private final Set<String> listed =
      BuiltInFiles.table("lineages.tsv").stream()
          .map(row -> row.getOrDefault("lineage", ""))
          .collect(Collectors.toSet());

  @BeforeEach
  void needsConsensusGenomes() {
    assumeTrue(Files.exists(PANGO), PANGO + " is absent: placement of consensus not tested");
  }

  @Test
  void everyListedLineageIsPlacedAsItself() throws IOException {
    Map<String, String> wrong = new LinkedHashMap<>();
    int placed = 0;
    for (Map.Entry<String, String> genome : LineageTableTest.consensus().entrySet()) {
      String lineage = genome.getKey();
      if (listed.contains(lineage) && !DOUBTFUL_CONSENSUS.contains(lineage)) {
        String nearest = place(lineage, genome.getValue());
        placed++;
        if (!nearest.equals(lineage)) {
          wrong.put(lineage, nearest);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(placed).isGreaterThan(80);
  }

  /** Convergent evolution makes some look like a sister of their ancestor; most must not. */
  @Test
  void otherLineagesArePlacedAtTheirNearestListedAncestor() throws IOException {
    JsonNode aliases = new ObjectMapper().readTree(PANGO.resolve("alias_key.json").toFile());
    int others = 0;
    int right = 0;
    int number = 0;
    for (Map.Entry<String, String> genome : LineageTableTest.consensus().entrySet()) {
      Optional<String> ancestor = listedAncestor(genome.getKey(), aliases);
      if (ancestor.isEmpty() || listed.contains(genome.getKey()) || number++ % EVERY != 0) {
        continue;
      }
      others++;
      if (place(genome.getKey(), genome.getValue()).equals(ancestor.get())) {
        right++;
      }
    }
    assertThat(others).isGreaterThan(150);
    assertThat((double) right / others).isGreaterThan(0.85);
  }

  private String place(String name, String aligned) {
    byte[] sequence = aligned.replace("-", "").getBytes(StandardCharsets.US_ASCII);
    if (analyzer.analyze(name, sequence) instanceof AnalyzedGenome genome) {
      Placement placement = genome.placement();
      String lineage = placement == null ? null : placement.lineage();
      return lineage == null ? "unplaced" : lineage;
    }
    return "refused";
  }

  /** Goes up from a lineage until one is listed; empty for recombinants that are not. */
  private Optional<String> listedAncestor(String lineage, JsonNode aliases) {
    String name = lineage;
    while (!listed.contains(name)) {
      int dot = name.lastIndexOf('.');
      String alias = dot < 0 ? aliases.path(name).asText("") : "";
      if (dot < 0 && alias.isEmpty()) {
        return Optional.empty();
      }
      name = dot < 0 ? alias : name.substring(0, dot);
      name = shortest(name, aliases);
    }
    return Optional.of(name);
  }

  /** The name under which a lineage is listed may hold an alias for its beginning. */
  private static String shortest(String name, JsonNode aliases) {
    String best = name;
    for (Map.Entry<String, JsonNode> alias : aliases.properties()) {
      String full = alias.getValue().asText("");
      if (!full.isEmpty() && name.startsWith(full + ".")) {
        String candidate = alias.getKey() + name.substring(full.length());
        best = candidate.length() < best.length() ? candidate : best;
      }
    }
    return best;
  }
}
