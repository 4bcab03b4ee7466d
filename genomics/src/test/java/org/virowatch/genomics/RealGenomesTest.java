package org.virowatch.genomics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;

/** Real genomes: every example is answered, and the alignments are those that others published. */
class RealGenomesTest {

  private static final int STEP = Boolean.getBoolean("virowatch.all") ? 1 : 4;

  @ParameterizedTest
  @ValueSource(strings = {"sars-cov-2-2024-02", "rsv-a", "flu-h3n2-ha"})
  void everyExampleOfADatasetIsAnswered(String name) throws IOException {
    ReferenceDataset dataset = RealDatasets.dataset(name);
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    int analyzed = 0;
    int records = 0;
    try (java.util.zip.ZipFile zip =
            new java.util.zip.ZipFile(RealDatasets.file("datasets/" + name + ".zip").toFile());
        FastaReader reader =
            FastaReader.of(
                zip.getInputStream(zip.getEntry("sequences.fasta")),
                name,
                FastaReader.DEFAULT_LIMIT)) {
      while (reader.hasNext()) {
        FastaRecord record = (FastaRecord) reader.next();
        AnalysisResult result = analyzer.analyze(record.name(), record.sequence());
        if (result instanceof AnalysisFailure failure) {
          assertThat(failure.reason())
              .as(failure.message())
              .isNotEqualTo(FailureReason.INTERNAL_ERROR);
        } else {
          analyzed++;
        }
        records++;
      }
    }
    assertThat(records).isGreaterThan(5);
    assertThat(100 * analyzed).isGreaterThanOrEqualTo(90 * records);
  }

  /** The alignments were made by an earlier release; see the assertion for what may differ. */
  @Test
  void sarsCov2GenomesAlignAsPublished() throws IOException {
    ReferenceDataset dataset = RealDatasets.dataset("sars-cov-2");
    byte[] reference = dataset.reference();
    Map<String, JsonNode> published = published("genomes/sars-cov-2-expected.ndjson.zst");
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    List<String> differences = new ArrayList<>();
    int genomes = 0;
    try (FastaReader reader = FastaReader.open(RealDatasets.file("genomes/sars-cov-2.fasta.zst"))) {
      for (int i = 0; reader.hasNext(); i++) {
        FastaRecord record = (FastaRecord) reader.next();
        JsonNode expected = published.get(record.name());
        if (i % STEP != 0 || expected == null) {
          continue;
        }
        AnalyzedGenome genome = (AnalyzedGenome) analyzer.analyze(record.name(), record.sequence());
        byte[] row =
            expected.get("alignedNucleotideSequence").asText().getBytes(StandardCharsets.US_ASCII);
        String before = SequenceEdits.differences(reference, row);
        String now = SequenceEdits.differences(reference, SequenceEdits.aligned(reference, genome));
        if (!before.equals(now)) {
          differences.add(SequenceEdits.onlyDifferent(record.name(), before, now));
        }
        genomes++;
      }
    }
    assertThat(genomes).isGreaterThan(100);
    assertThat(differences).isEmpty();
  }

  private static Map<String, JsonNode> published(String file) throws IOException {
    Map<String, JsonNode> published = new HashMap<>();
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new ZstdInputStream(Files.newInputStream(RealDatasets.file(file))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = mapper.readTree(line);
        published.put(node.get("accession").asText(), node);
      }
    }
    return published;
  }
}
