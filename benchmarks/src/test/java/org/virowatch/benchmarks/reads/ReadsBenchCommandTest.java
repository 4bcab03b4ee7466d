package org.virowatch.benchmarks.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.vcf.Variant;
import org.virowatch.genomics.vcf.VariantNormalizer;
import picocli.CommandLine;

class ReadsBenchCommandTest {
  @TempDir Path folder;

  @Test
  void weFindAtLeastWhatTheFieldFindsInReadsOfKnownTruth() throws IOException {
    List<String> missing = FieldTools.missing();
    assumeTrue(missing.isEmpty(), () -> "skipped: " + String.join("; ", missing));
    Path json = folder.resolve("reads.json");
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new ReadsBenchCommand())
            .setOut(new PrintWriter(out))
            .execute(
                "--coverage", "60", "--repeat", "1", "--each", "6", "--output", json.toString());
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("virowatch", "ivar", "bcftools", "minor.P");
    JsonNode all = new ObjectMapper().readTree(Files.readString(json)).get("all");
    JsonNode ours = all.get("virowatch");
    for (String kind : List.of("", ", all")) { // those a program believes in, and all
      for (String caller : List.of("ivar", "bcftools")) {
        for (String measure : List.of("/minor/precision", "/minor/recall")) {
          assertThat(all.get("virowatch" + kind).at(measure).asDouble())
              .as(measure + " beside " + caller + kind + "\n" + out)
              .isGreaterThanOrEqualTo(all.get(caller + kind).at(measure).asDouble());
        }
      }
    }
    assertThat(ours.at("/consensus/recall").asDouble()).isEqualTo(1);
    assertThat(ours.at("/consensus/precision").asDouble()).isEqualTo(1);
    assertThat(ours.at("/minorByFrequency/0.2/recall").asDouble()).isEqualTo(1);
  }

  @Test
  void aMixtureHasTheVariantsItSaysInTheSharesItSays() {
    byte[] reference = ReferenceDatasets.builtIn().reference();
    MixedSample sample = MixedSample.of(reference, List.of(), 10, 5, new Random(5));
    assertThat(sample.fixed()).hasSize(10);
    assertThat(sample.minor()).hasSize(30);
    double shares = 0;
    Map<Variant, Double> found = new HashMap<>();
    for (MixedSample.Haplotype haplotype : sample.haplotypes()) {
      shares += haplotype.share();
      for (Variant variant : sample.minor().keySet()) {
        Set<Variant> with = new TreeSet<>(sample.fixed());
        with.add(variant);
        String around = MixedSample.apply(reference, with);
        int at = indexAfterFixed(sample, variant);
        if (haplotype.sequence().contains(around.substring(at - 40, at + 40))) {
          found.merge(variant, haplotype.share(), Double::sum);
        }
      }
    }
    assertThat(shares).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
    sample
        .minor()
        .forEach(
            (variant, frequency) ->
                assertThat(found.get(variant))
                    .as(variant.toString())
                    .isCloseTo(frequency, org.assertj.core.api.Assertions.within(1e-9)));
  }

  @Test
  void shortGenomesHaveRoomForFewerChangesAndTooManyAreRefused() {
    byte[] reference = Arrays.copyOf(ReferenceDatasets.builtIn().reference(), 1700);
    MixedSample sample = MixedSample.of(reference, List.of(), 8, 4, new Random(5));
    assertThat(sample.minor()).hasSize(24);
    assertThatThrownBy(() -> MixedSample.of(reference, List.of(), 8, 40, new Random(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no room for more on a genome of 1700");
  }

  @Test
  void aroundTheIndelsOfARealGenomeNoMinorVariantIsMadeOrJudged() {
    byte[] reference = ReferenceDatasets.builtIn().reference();
    VariantNormalizer normalizer = new VariantNormalizer(reference);
    Variant deletion = normalizer.normal(21_764, 21_770, "");
    Variant change = normalizer.normal(9000, 9001, reference[9000] == 'A' ? "C" : "A");
    MixedSample sample = MixedSample.of(reference, List.of(change, deletion), 10, 5, new Random(5));
    assertThat(sample.fixed()).contains(deletion, change);
    assertThat(sample.unjudged().get(deletion.start() - 40, deletion.start() + 40).cardinality())
        .isEqualTo(80);
    assertThat(sample.unjudged().get(9000)).isFalse();
    assertThat(sample.minor().keySet())
        .noneMatch(variant -> sample.unjudged().get(variant.start()));
    assertThat(sample.common()).isEqualTo(MixedSample.apply(reference, sample.fixed()));
  }

  /** Where a variant stands in the genome with the fixed changes. */
  private static int indexAfterFixed(MixedSample sample, Variant variant) {
    int at = variant.start();
    for (Variant change : sample.fixed()) {
      if (change.start() < variant.start()) {
        at += change.alternative().length() - change.reference().length();
      }
    }
    return at;
  }

  @Test
  void recordsOfVcfAreReadInNormalForm() {
    VariantNormalizer normalizer =
        new VariantNormalizer("GCATTTTGAC".getBytes(StandardCharsets.US_ASCII));
    String vcf =
        """
        #CHROM
        r\t6\t.\tTT\tT\t9\tPASS\t.\tGT:AD\t1:1,9
        r\t2\t.\tC\tG\t9\todd\t.\tGT:AD\t1:1,9
        r\t2\t.\tC\t<*>\t9\tPASS\t.\tGT:AD\t1:1,9
        """;
    assertThat(VcfVariants.read(vcf, normalizer, columns -> columns[6].equals("PASS")))
        .containsExactly(new Variant(2, "AT", "A"));
    String[] columns = "r\t6\t.\tTT\tT\t9\tPASS\t.\tGT:AD\t1:1,9".split("\t", -1);
    assertThat(VcfVariants.value(columns, "AD")).isEqualTo("1,9");
    assertThat(VcfVariants.value(columns, "DP")).isEmpty();
  }
}
