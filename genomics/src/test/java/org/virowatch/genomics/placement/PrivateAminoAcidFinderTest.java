package org.virowatch.genomics.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.call.AminoAcidCalls;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.dataset.MutationLabels;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.tree.AminoAcidBranchMutation;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** Real genomes against random nodes of their tree, by maps of codons written apart. */
class PrivateAminoAcidFinderTest {

  @ParameterizedTest
  @ValueSource(strings = {"flu-h3n2-ha", "rsv-a", "sars-cov-2-2024-02"})
  void differencesFromAnyNodeAreThoseOfAPlainComparison(String name) throws IOException {
    ReferenceDataset dataset = RealDatasets.dataset(name);
    PhylogeneticTree tree = dataset.tree().orElseThrow();
    PrivateAminoAcidFinder finder =
        new PrivateAminoAcidFinder(tree, dataset.annotation(), MutationLabels.NONE);
    GenomeAnalysis analyzer = new GenomeAnalysis(dataset);
    Random random = new Random(11);
    int compared = 0;
    try (ZipFile zip = new ZipFile(RealDatasets.file("datasets/" + name + ".zip").toFile());
        FastaReader reader =
            FastaReader.of(
                zip.getInputStream(zip.getEntry("sequences.fasta")),
                name,
                FastaReader.DEFAULT_LIMIT)) {
      while (reader.hasNext() && compared < 200) {
        FastaRecord record = (FastaRecord) reader.next();
        if (analyzer.analyze(record.name(), record.sequence()) instanceof AnalyzedGenome genome) {
          for (int i = 0; i < 10; i++) {
            int node = random.nextInt(tree.size());
            PrivateAminoAcids found = finder.find(node, genome.aminoAcids());
            List<String> texts = new ArrayList<>();
            found.reversions().forEach(change -> texts.add("reversion " + change));
            found.unlabelled().forEach(change -> texts.add("other " + change));
            found.deletions().forEach(change -> texts.add("deletion " + change));
            Collections.sort(texts);
            assertThat(texts)
                .as("%s at %s", record.name(), tree.name(node))
                .isEqualTo(plain(tree, node, genome.aminoAcids()));
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(200);
  }

  private static List<String> plain(PhylogeneticTree tree, int node, AminoAcidCalls calls) {
    Map<String, Character> reference = new HashMap<>();
    Map<String, Character> state = new HashMap<>();
    List<Integer> path = new ArrayList<>();
    for (int ancestor = node; ancestor >= 0; ancestor = tree.parent(ancestor)) {
      path.add(0, ancestor);
    }
    for (int ancestor : path) {
      for (AminoAcidBranchMutation mutation : tree.aminoAcidMutations(ancestor)) {
        String site = mutation.cds() + ":" + mutation.position();
        reference.putIfAbsent(site, mutation.from());
        state.put(site, mutation.to());
      }
    }
    Set<String> covered = new HashSet<>();
    List<String> texts = new ArrayList<>();
    calls
        .substitutions()
        .forEach(
            change -> {
              String site = change.cds() + ":" + change.position();
              covered.add(site);
              char from = state.getOrDefault(site, change.reference());
              if (from != change.query()) {
                texts.add(
                    "other " + change.cds() + ":" + from + change.position() + change.query());
              }
            });
    calls
        .deletions()
        .forEach(
            change -> {
              String site = change.cds() + ":" + change.position();
              covered.add(site);
              char from = state.getOrDefault(site, change.reference());
              if (from != '-') {
                texts.add("deletion " + change.cds() + ":" + from + change.position() + "-");
              }
            });
    for (UnknownCodons run : calls.unknownOrUnsequenced()) {
      for (int codon = run.codons().begin(); codon < run.codons().end(); codon++) {
        covered.add(run.cds() + ":" + (codon + 1));
      }
    }
    state.forEach(
        (site, letter) -> {
          char original = reference.getOrDefault(site, 'X');
          if (!covered.contains(site) && letter != original && letter != 'X' && original != 'X') {
            int colon = site.lastIndexOf(':');
            texts.add(
                "reversion "
                    + site.substring(0, colon + 1)
                    + letter
                    + site.substring(colon + 1)
                    + original);
          }
        });
    Collections.sort(texts);
    return texts;
  }
}
