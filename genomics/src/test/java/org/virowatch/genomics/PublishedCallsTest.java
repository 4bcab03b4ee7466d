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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.genomics.call.AminoAcidInsertion;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.output.AlignedFasta;
import org.virowatch.genomics.translate.Translation;

/**
 * Everything that was published of real genomes, made with Nextclade: aligned sequence, insertions,
 * aligned proteins and their insertions. All 515 genomes of SARS-CoV-2 and a tenth of the 9,822 of
 * RSV-A; all of them with {@code -Dvirowatch.all=true}.
 *
 * <p>Known differences of release: the genomes of SARS-CoV-2 were called by Nextclade 2, which
 * wrote X for every codon with an ambiguous base; Nextclade 3 and we give the amino acid where all
 * readings agree. Both publishers wrote N and X for the ends outside the alignment.
 */
class PublishedCallsTest {

  private static final boolean ALL = Boolean.getBoolean("virowatch.all");

  /** Found only by words of the reference that are out of phase with those of the query. */
  private static final Set<String> FRAGMENTS = Set.of("MW088302.1", "MW088304.1");

  @ParameterizedTest
  @CsvSource({"sars-cov-2, 1, true", "rsv-a, 10, false"})
  void genomesAreCalledAsPublished(String virus, int step, boolean ambiguousCodonsAreX)
      throws IOException {
    ReferenceDataset dataset = RealDatasets.dataset(virus);
    GenomeAnalysis analyzer =
        new GenomeAnalysis(dataset, AnalysisOptions.REPORT.withProteins(true));
    AlignedFasta fasta = new AlignedFasta(dataset);
    Map<String, byte[]> sequences = sequences(virus);
    List<String> differences = new ArrayList<>();
    int genomes = 0;
    int line = 0;
    try (BufferedReader lines = published(virus)) {
      ObjectMapper mapper = new ObjectMapper();
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        boolean fragment = FRAGMENTS.stream().anyMatch(text::contains);
        if (line++ % (ALL ? 1 : step) != 0 && !fragment) {
          continue;
        }
        JsonNode expected = mapper.readTree(text);
        String name = expected.get("accession").asText();
        byte[] sequence = sequences.get(name);
        if (sequence == null || expected.get("alignedNucleotideSequence").isNull()) {
          continue;
        }
        genomes++;
        String difference =
            analyzer.analyze(name, sequence) instanceof AnalyzedGenome genome
                ? difference(genome, fasta, expected, ambiguousCodonsAreX)
                : "not called";
        if (!difference.isEmpty()) {
          differences.add(name + ": " + difference);
        }
      }
    }
    assertThat(genomes).isGreaterThan(500);
    assertThat(differences).as("of %d genomes", genomes).isEmpty();
  }

  private static String difference(
      AnalyzedGenome genome, AlignedFasta fasta, JsonNode expected, boolean ambiguousCodonsAreX) {
    String aligned = new String(fasta.aligned(genome), StandardCharsets.US_ASCII);
    if (!ends(aligned, 'N').equals(ends(expected.get("alignedNucleotideSequence").asText(), 'N'))) {
      return "aligned sequence";
    }
    List<String> insertions = new ArrayList<>();
    genome.insertions().forEach(insertion -> insertions.add(insertion.toString()));
    if (!same(insertions, expected.get("nucleotideInsertions"))) {
      return "insertions " + insertions;
    }
    Map<String, String> proteins = new HashMap<>();
    for (Translation protein : genome.findings().proteins()) {
      proteins.put(protein.cds(), protein.aminoAcids());
    }
    for (Map.Entry<String, JsonNode> cds : expected.get("alignedAminoAcidSequences").properties()) {
      String ours = proteins.get(cds.getKey());
      if (cds.getValue().isNull() ? ours != null : ours == null) {
        return cds.getKey() + " is there on one side only";
      }
      if (ours != null && !sameProtein(ours, cds.getValue().asText(), ambiguousCodonsAreX)) {
        return cds.getKey();
      }
      List<String> inserted = new ArrayList<>();
      for (AminoAcidInsertion insertion : genome.aaInsertions()) {
        if (insertion.cds().equals(cds.getKey())) {
          inserted.add(insertion.after() + ":" + insertion.aminoAcids());
        }
      }
      if (!same(inserted, expected.get("aminoAcidInsertions").path(cds.getKey()))) {
        return cds.getKey() + " insertions " + inserted;
      }
    }
    return "";
  }

  private static boolean sameProtein(String ours, String theirs, boolean ambiguousCodonsAreX) {
    String mine = ends(ours, 'X');
    String published = ends(theirs, 'X');
    if (mine.length() != published.length()) {
      return false;
    }
    for (int i = 0; i < mine.length(); i++) {
      boolean resolved = ambiguousCodonsAreX && published.charAt(i) == 'X';
      if (mine.charAt(i) != published.charAt(i) && !resolved) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(List<String> ours, JsonNode theirs) {
    TreeSet<String> published = new TreeSet<>();
    theirs.forEach(insertion -> published.add(insertion.asText()));
    return new TreeSet<>(ours).equals(published);
  }

  /** Gaps and unknown letters at both ends, as one letter. */
  private static String ends(String row, char unknown) {
    int begin = 0;
    while (begin < row.length() && (row.charAt(begin) == '-' || row.charAt(begin) == unknown)) {
      begin++;
    }
    int end = row.length();
    while (end > begin && (row.charAt(end - 1) == '-' || row.charAt(end - 1) == unknown)) {
      end--;
    }
    String letter = String.valueOf(unknown);
    return letter.repeat(begin) + row.substring(begin, end) + letter.repeat(row.length() - end);
  }

  private static Map<String, byte[]> sequences(String virus) {
    Map<String, byte[]> sequences = new HashMap<>();
    try (FastaReader reader =
        FastaReader.open(RealDatasets.file("genomes/" + virus + ".fasta.zst"))) {
      while (reader.hasNext()) {
        FastaRecord record = (FastaRecord) reader.next();
        sequences.put(record.name(), record.sequence());
      }
    }
    return sequences;
  }

  private static BufferedReader published(String virus) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new ZstdInputStream(
                Files.newInputStream(
                    RealDatasets.file("genomes/" + virus + "-expected.ndjson.zst"))),
            StandardCharsets.UTF_8));
  }
}
