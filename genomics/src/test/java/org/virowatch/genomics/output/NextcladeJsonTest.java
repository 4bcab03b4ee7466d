package org.virowatch.genomics.output;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.NodeLetters;
import org.virowatch.genomics.tree.PhylogeneticTree;

class NextcladeJsonTest {

  /** Fields that Nextclade's schema of NDJSON requires, but for its mutation patterns. */
  private static final String REQUIRED =
      "aaAlignmentRanges aaChangesGroups aaDeletions aaInsertions aaMotifs aaMotifsChanges"
          + " aaSubstitutions aaUnsequencedRanges alignmentRange alignmentScore cdsCoverage"
          + " cladeNodeAttrFounderInfo coverage customNodeAttributes datasetName deletions"
          + " divergence frameShifts index insertions isReverseComplement lenAligned lenStripped"
          + " lenUnaligned missing missingCdses nearestNodeId nearestNodeName nonACGTNs nucToAaMuts"
          + " nucleotideComposition pcrPrimerChanges privateAaMutations privateNucMutations qc"
          + " refName refNodeSearchResults refNodes relativeAaMutations relativeNucMutations seqDesc"
          + " seqId seqName substitutions totalAminoacidDeletions totalAminoacidInsertions"
          + " totalAminoacidSubstitutions totalDeletions totalFrameShifts totalInsertions"
          + " totalMissing totalNonACGTNs totalPcrPrimerChanges totalSubstitutions totalUnknownAa"
          + " unknownAaRanges warnings";

  private final ReferenceDataset dataset = RealDatasets.dataset("sars-cov-2");
  private final PhylogeneticTree tree = dataset.tree().orElseThrow();
  private final byte[] reference = dataset.reference();

  /** A node that is compared with one of those the tree names, with more changes of its own. */
  private String genome() {
    byte[] letters = reference.clone();
    new NodeLetters(tree)
        .of(nodeBelow())
        .bases()
        .forEach((position, base) -> letters[position] = (byte) (char) base);
    letters[22000] = 'N';
    letters[22500] = 'R';
    letters[25500] = '-'; // ORF3a goes out of frame
    String text = new String(letters, US_ASCII);
    return (text.substring(50, 24000) + "GCTGCT" + text.substring(24000)).replace("-", "");
  }

  private int nodeBelow() {
    for (int node = 0; node < tree.size(); node++) {
      int at = node;
      if (tree.searches().stream().anyMatch(search -> search.find(tree, at) >= 0)) {
        return node;
      }
    }
    throw new AssertionError("no search of the tree finds anything");
  }

  private JsonNode object(String name) throws IOException {
    GenomeAnalysis analyzer =
        new GenomeAnalysis(dataset, AnalysisOptions.REPORT.withProteins(true));
    AnalyzedGenome analyzed = (AnalyzedGenome) analyzer.analyze(name, genome().getBytes(US_ASCII));
    return new ObjectMapper().readTree(new NextcladeJson(dataset).object(3, analyzed));
  }

  @Test
  void everyFieldOfTheSchemaIsThere() throws IOException {
    JsonNode object = object("a genome");

    assertThat(object.fieldNames()).toIterable().contains(REQUIRED.split(" "));
    assertThat(object.path("seqId").asText()).isEqualTo("a");
    assertThat(object.path("seqDesc").asText()).isEqualTo("genome");
    assertThat(object.path("lenUnaligned").asInt()).isEqualTo(genome().length());
    assertThat(object.path("lenAligned").asInt()).isEqualTo(reference.length + 6);
    assertThat(object.path("missing").get(0).path("character").asText()).isEqualTo("N");
    int letters = 0;
    for (JsonNode count : object.path("nucleotideComposition")) {
      letters += count.asInt();
    }
    assertThat(letters).isEqualTo(reference.length);
    assertThat(object.path("nucleotideComposition").path("N").asInt()).isEqualTo(1);
    assertThat(object.path("aaUnsequencedRanges").path("S")).isEmpty();
    assertThat(object.path("aaAlignmentRanges").path("S").toString())
        .isEqualTo("[{\"begin\":0,\"end\":1274}]");
    assertThat(object.path("annotation").path("genes")).hasSize(12);
    assertThat(object.path("qc").path("privateMutations").path("totalDeletionRanges").isInt())
        .isTrue();
  }

  @Test
  void groupsHaveEveryChangeOnceWithItsCodons() throws IOException {
    JsonNode object = object("x");
    List<String> expected = new ArrayList<>();
    object.path("aaSubstitutions").forEach(one -> expected.add(change(one, one.path("qryAa"))));
    object
        .path("aaDeletions")
        .forEach(one -> expected.add(change(one, new ObjectMapper().valueToTree("-"))));

    assertThat(changes(object.path("aaChangesGroups")))
        .containsExactlyInAnyOrderElementsOf(expected);
    Set<String> byPosition = new TreeSet<>();
    object
        .path("nucToAaMuts")
        .forEach(list -> list.forEach(one -> byPosition.add(change(one, one.path("qryAa")))));
    assertThat(byPosition).containsExactlyInAnyOrderElementsOf(new TreeSet<>(expected));
    for (JsonNode group : object.path("aaChangesGroups")) {
      for (JsonNode one : group.path("changes")) {
        int begin = one.path("nucRanges").get(0).path("begin").asInt();
        assertThat(one.path("nucPos").asInt()).isEqualTo(begin);
        assertThat(one.path("refTriplet").asText())
            .isEqualTo(new String(reference, begin, 3, US_ASCII));
      }
      assertThat(group.path("changes").get(0).path("pos").asInt())
          .isEqualTo(group.path("range").path("begin").asInt());
    }
  }

  @Test
  void privateGroupsAreSeenFromTheNode() throws IOException {
    JsonNode object = object("x");
    for (JsonNode cds : object.path("privateAaMutations")) {
      List<String> expected = new ArrayList<>();
      cds.path("privateSubstitutions").forEach(one -> expected.add(change(one, one.path("qryAa"))));
      cds.path("privateDeletions")
          .forEach(one -> expected.add(change(one, new ObjectMapper().valueToTree("-"))));
      assertThat(changes(cds.path("aaChangesGroups")))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aFrameShiftSaysWhereItLiesOnTheGenome() throws IOException {
    JsonNode shift = object("x").path("frameShifts").get(0);
    int begin =
        dataset
            .annotation()
            .codingSequence("ORF3a")
            .orElseThrow()
            .segments()
            .get(0)
            .range()
            .begin();

    assertThat(shift.path("cdsName").asText()).isEqualTo("ORF3a");
    assertThat(shift.path("nucAbs").get(0).path("begin").asInt()).isEqualTo(25501);
    assertThat(shift.path("nucRel").path("begin").asInt()).isEqualTo(25501 - begin);
    assertThat(shift.path("codon").path("begin").asInt()).isEqualTo((25501 - begin + 2) / 3);
    assertThat(shift.has("gapsLeading")).isTrue();
    assertThat(shift.has("gapsTrailing")).isTrue();
  }

  @Test
  void searchesNameTheirNodesAndHowTheyWereFound() throws IOException {
    JsonNode object = object("x");
    List<JsonNode> found = new ArrayList<>();
    object.path("relativeNucMutations").forEach(one -> found.add(one.path("result").path("match")));
    found.removeIf(match -> !match.has("nodeName"));

    assertThat(found).isNotEmpty();
    assertThat(tree.name(found.get(0).path("nodeKey").asInt()))
        .isEqualTo(found.get(0).path("nodeName").asText());
    assertThat(object.path("refNodes").path("search")).hasSize(tree.searches().size());
    assertThat(object.path("refNodeSearchResults")).hasSize(tree.searches().size());
    assertThat(object.path("relativeAaMutations").get(0).path("search").path("search"))
        .isEqualTo(object.path("refNodes").path("search").get(0));
    JsonNode own = object.path("privateNucMutations");
    assertThat(own.path("privateDeletions")).hasSize(own.path("totalPrivateDeletions").asInt());
    assertThat(object.path("cladeFounderInfo").path("nodeKey").isInt()).isTrue();
  }

  @Test
  void aDocumentBeginsWithWhatTheDatasetDefines() throws IOException {
    JsonNode document =
        new ObjectMapper()
            .readTree(
                new NextcladeJson(dataset).beginning("virowatch 1", "2026-01-01T00:00:00Z") + "]}");

    assertThat(document.path("schemaVersion").asText()).isEqualTo("3.0.0");
    assertThat(document.path("nextcladeAlgoVersion").asText()).isEqualTo("virowatch 1");
    assertThat(document.path("cladeNodeAttrKeys"))
        .extracting(key -> key.path("name").asText())
        .containsExactlyElementsOf(tree.cladeAttributes().stream().map(one -> one.name()).toList());
    assertThat(document.path("cladeNodeAttrKeys").get(0).path("hideInWeb").isBoolean()).isTrue();
    assertThat(document.path("refNodes").path("search")).hasSize(tree.searches().size());
  }

  @Test
  void motifsAreComparedWithTheReferences() throws IOException {
    ReferenceDataset flu = RealDatasets.dataset("flu-h3n2-ha");
    byte[] genome = flu.reference();
    AnalyzedGenome same =
        (AnalyzedGenome)
            new GenomeAnalysis(flu, AnalysisOptions.REPORT.withProteins(true))
                .analyze("same", genome);
    NextcladeJson json = new NextcladeJson(flu);
    JsonNode unchanged = new ObjectMapper().readTree(json.object(0, same)).path("aaMotifsChanges");
    int at = 49 - 1 + 3 * 7; // HA1:8, a site of glycosylation
    genome[at] = 'G';
    genome[at + 1] = 'G';
    AnalyzedGenome changed =
        (AnalyzedGenome)
            new GenomeAnalysis(flu, AnalysisOptions.REPORT.withProteins(true))
                .analyze("changed", genome);
    JsonNode without = new ObjectMapper().readTree(json.object(0, changed)).path("aaMotifsChanges");

    Map<String, Integer> sizes = new TreeMap<>();
    unchanged
        .path("glycosylation")
        .properties()
        .forEach(list -> sizes.put(list.getKey(), list.getValue().size()));
    assertThat(sizes).containsEntry("gained", 0).containsEntry("lost", 0);
    assertThat(unchanged.path("glycosylation").path("total").asInt())
        .isEqualTo(sizes.get("preserved"));
    assertThat(without.path("glycosylation").path("lost"))
        .extracting(one -> one.path("cds").asText() + one.path("position").asInt())
        .containsExactly("HA17");
  }

  private static List<String> changes(JsonNode groups) {
    List<String> changes = new ArrayList<>();
    for (JsonNode group : groups) {
      for (JsonNode one : group.path("changes")) {
        String query = one.path("qryAa").asText();
        if (!query.equals(one.path("refAa").asText()) && !query.equals("X")) {
          changes.add(change(one, one.path("qryAa")));
        }
      }
    }
    return changes;
  }

  private static String change(JsonNode one, JsonNode query) {
    return List.of(one.path("cdsName"), one.path("pos"), one.path("refAa"), query).stream()
        .map(JsonNode::asText)
        .collect(Collectors.joining(" "));
  }
}
