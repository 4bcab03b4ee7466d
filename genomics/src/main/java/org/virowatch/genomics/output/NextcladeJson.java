package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.annotation.Gene;
import org.virowatch.genomics.dataset.Phenotype;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetMatch;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.placement.NodeLetters;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.tree.CladeAttribute;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * Results as JSON objects with Nextclade v3's field names. Positions are 0-based and ranges half
 * open, as in Nextclade's JSON. Beyond Nextclade's there are {@code lineage} and {@code watchlist}.
 * Genomes have to be analysed with {@link
 * org.virowatch.genomics.AnalysisOptions#withProteins(boolean)}. Thread-safe.
 */
public final class NextcladeJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  /** Version of Nextclade's format that is followed. */
  private static final String SCHEMA = "3.0.0";

  private final ReferenceDataset dataset;
  private final boolean alone; // all genomes are read against the dataset
  private final Map<String, ReportBasis> bases = new ConcurrentHashMap<>(); // by dataset

  /**
   * @param dataset what the genomes were read against
   */
  public NextcladeJson(ReferenceDataset dataset) {
    this(dataset, true);
  }

  private NextcladeJson(ReferenceDataset dataset, boolean alone) {
    this.dataset = dataset;
    this.alone = alone;
  }

  /**
   * Results of several datasets.
   *
   * @param datasets those that may be detected
   */
  public static NextcladeJson ofSeveral(List<ReferenceDataset> datasets) {
    return new NextcladeJson(datasets.get(0), false);
  }

  /**
   * The beginning of a document, up to the first result: with what the dataset defines, where there
   * is one.
   *
   * @param program what the document is made by, with its version
   * @param createdAt time of the run, ISO 8601
   */
  public String beginning(String program, String createdAt) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("schemaVersion", SCHEMA);
      json.writeStringField("nextcladeAlgoVersion", program);
      json.writeStringField("createdAt", createdAt);
      if (alone) {
        definitions(json);
      }
      json.writeArrayFieldStart("results");
      json.flush();
      String beginning = text.toString();
      json.writeEndArray();
      json.writeEndObject();
      return beginning;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON in memory", e);
    }
  }

  private void definitions(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("cladeNodeAttrKeys");
    for (CladeAttribute attribute :
        dataset.tree().map(PhylogeneticTree::cladeAttributes).orElse(List.of())) {
      json.writeRawValue(attribute.definition());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("phenotypeAttrKeys");
    for (Phenotype phenotype : dataset.phenotypes()) {
      json.writeStartObject();
      json.writeStringField("name", phenotype.name());
      json.writeStringField("nameFriendly", phenotype.friendlyName());
      json.writeStringField("description", phenotype.description());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("refNodes");
    json.writeRawValue(dataset.tree().map(PhylogeneticTree::searchesDefinition).orElse("{}"));
  }

  /** The object of a sequence, in UTF-8, on one line without a line end. */
  public byte[] object(long index, AnalysisResult result) {
    return object(index, result, null);
  }

  /**
   * The object of a sequence whose dataset was detected.
   *
   * @param detection what was detected, which becomes the field {@code detection}; null if the
   *     dataset was named
   */
  public byte[] object(long index, AnalysisResult result, @Nullable Detection detection) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("index", index);
      json.writeStringField("seqName", result.name());
      ReferenceDataset read = dataset;
      if (detection != null) {
        detection(json, detection);
        read = detection.certain().map(DatasetMatch::dataset).orElse(dataset);
      }
      if (result instanceof AnalyzedGenome genome) {
        ReferenceDataset against = read;
        ReportBasis basis = bases.computeIfAbsent(read.name(), name -> new ReportBasis(against));
        genome(json, index, new ReportedGenome(genome, basis));
      } else if (result instanceof AnalysisFailure failure) {
        json.writeArrayFieldStart("errors");
        json.writeString(failure.reason() + ": " + failure.message());
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON in memory", e);
    }
    return bytes.toByteArray();
  }

  private static void detection(JsonGenerator json, Detection detection) throws IOException {
    json.writeObjectFieldStart("detection");
    json.writeStringField("verdict", detection.verdict().toString());
    json.writeNumberField("numWords", detection.words());
    json.writeArrayFieldStart("datasets");
    for (DatasetMatch match : detection.matches()) {
      json.writeStartObject();
      json.writeStringField("name", match.dataset().name());
      json.writeNumberField("numHits", match.hits());
      json.writeNumberField("score", match.score());
      json.writeBooleanField("isReverseComplement", match.reversed());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void genome(JsonGenerator json, long index, ReportedGenome reported)
      throws IOException {
    AnalyzedGenome genome = reported.genome();
    ReferenceDataset dataset = reported.basis().dataset();
    String id = QueryAnnotation.seqId(genome.name());
    json.writeStringField("seqId", id);
    json.writeStringField(
        "seqDesc",
        id.length() < genome.name().length() ? genome.name().substring(id.length() + 1) : "");
    json.writeNumberField("lenUnaligned", GenomeColumns.unalignedLength(genome));
    json.writeNumberField("lenAligned", dataset.length() + GenomeColumns.inserted(genome));
    json.writeNumberField("lenStripped", dataset.length());
    json.writeStringField("refName", dataset.referenceName());
    json.writeStringField("datasetName", dataset.name());
    JsonNucleotides.write(json, reported);
    JsonProteins proteins = new JsonProteins(reported);
    proteins.write(json);
    JsonMutations.range(json, "alignmentRange", genome.aligned().begin(), genome.aligned().end());
    json.writeNumberField("alignmentScore", genome.alignmentScore());
    proteins.sequenced(json);
    json.writeArrayFieldStart("pcrPrimerChanges");
    json.writeEndArray();
    json.writeNumberField("totalPcrPrimerChanges", 0);
    placed(json, reported);
    warnings(json, genome);
    JsonMutations.strings(
        json,
        "missingCdses",
        GenomeColumns.failed(
            dataset.annotation().genes().stream().map(Gene::name).toList(), genome));
    json.writeNumberField("coverage", GenomeColumns.coverage(genome, dataset.length()));
    json.writeObjectFieldStart("cdsCoverage");
    for (Map.Entry<String, Double> cds : new TreeMap<>(genome.aminoAcids().coverage()).entrySet()) {
      json.writeNumberField(cds.getKey(), cds.getValue());
    }
    json.writeEndObject();
    new JsonQuality(PrivateColumns.own(genome), proteins).write(json, genome.quality());
    json.writeBooleanField("isReverseComplement", genome.reverseComplemented());
    JsonTraits.phenotypes(json, reported);
    JsonTraits.motifs(json, reported);
    List<Gene> genes = reported.basis().annotation().of(index, genome);
    if (!genes.isEmpty()) {
      JsonAnnotation.write(json, genes);
    }
    JsonTraits.watchlist(json, reported);
  }

  private static void placed(JsonGenerator json, ReportedGenome reported) throws IOException {
    AnalyzedGenome genome = reported.genome();
    Placement placement = genome.placement();
    PhylogeneticTree tree = reported.basis().dataset().tree().orElse(null);
    boolean placedOnTree = placement != null && tree != null;
    int node = placement == null ? 0 : placement.node();
    if (placement != null && placement.clade() != null) {
      json.writeStringField("clade", placement.clade());
    }
    if (placement != null && placement.lineage() != null) {
      json.writeStringField("lineage", placement.lineage());
    }
    NodeLetters.State letters = reported.basis().node(placement == null ? -1 : node);
    JsonPrivate.nucleotides(
        json, "privateNucMutations", PrivateColumns.own(genome), reported, letters);
    if (placedOnTree) {
      JsonPrivate.aminoAcids(
          json,
          "privateAaMutations",
          genome.findings().comparison().aminoAcids(),
          reported,
          letters);
    } else {
      json.writeObjectFieldStart("privateAaMutations");
      json.writeEndObject();
    }
    JsonComparisons.founders(json, reported);
    if (placement != null && tree != null) {
      JsonComparisons.searched(json, reported, tree, node);
    } else {
      JsonComparisons.nothingSearched(json);
    }
    json.writeNumberField(
        "divergence", placement == null ? 0 : reported.basis().divergence(placement));
    json.writeObjectFieldStart("customNodeAttributes");
    Map<String, String> attributes = placement == null ? Map.of() : placement.attributes();
    for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
      json.writeStringField(attribute.getKey(), attribute.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("nearestNodeId", node);
    json.writeStringField("nearestNodeName", placement == null ? "" : placement.nodeName());
    if (!genome.findings().nearestNodes().isEmpty()) {
      JsonMutations.strings(json, "nearestNodes", genome.findings().nearestNodes());
    }
  }

  /** The last warnings are those of the CDSes that failed, in their order. */
  private static void warnings(JsonGenerator json, AnalyzedGenome genome) throws IOException {
    List<String> failed = genome.aminoAcids().failedCdses();
    int others = genome.warnings().size() - failed.size();
    json.writeArrayFieldStart("warnings");
    for (int i = 0; i < genome.warnings().size(); i++) {
      json.writeStartObject();
      json.writeStringField("cdsName", i < others ? "nuc" : failed.get(i - others));
      json.writeStringField("warning", genome.warnings().get(i));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
