package org.virowatch.genomics.detect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.sequence.Nucleotide;

class DatasetDetectorTest {
  private static final long SEED = 20_260_101;
  private static final int STEP = Boolean.getBoolean("virowatch.all") ? 1 : 10;
  private static final ReferenceDataset COVID = ReferenceDatasets.builtIn();

  @TempDir private Path folder = Path.of("");
  private final Random random = new Random(SEED);

  @Test
  void counts_the_words_that_a_plain_search_through_the_reference_finds() {
    byte[] one = SyntheticVirus.random(3000, random);
    byte[] two = SyntheticVirus.codingRelative(one, 0.1, random);
    ReferenceDataset first = SyntheticVirus.dataset(folder, "first", one);
    ReferenceDataset second = SyntheticVirus.dataset(folder, "second", two);
    DatasetDetector detector = DatasetDetector.of(List.of(first, second));
    for (int i = 0; i < 300; i++) {
      int length = random.nextInt(270);
      int start = random.nextInt(3000 - length);
      byte[] piece = Arrays.copyOfRange(i % 2 == 0 ? one : two, start, start + length);
      piece = SyntheticVirus.relative(piece, random.nextDouble() * 0.1, random);
      for (int n = random.nextInt(5); n > 0 && length > 0; n--) {
        piece[random.nextInt(length)] = 'N';
      }
      byte[] query = random.nextBoolean() ? piece : Nucleotide.reverseComplement(piece);

      Detection detection = detector.detect(query);

      assertThat(detection.words()).as("piece %d", i).isEqualTo(plainWords(query).size());
      assertThat(hits(detection, first)).as("piece %d", i).isEqualTo(plainHits(query, one));
      assertThat(hits(detection, second)).as("piece %d", i).isEqualTo(plainHits(query, two));
    }
  }

  @Test
  void a_strain_that_only_the_tree_knows_is_certain() {
    byte[] reference = SyntheticVirus.random(5000, random);
    byte[] strain = SyntheticVirus.relative(reference, 0.12, random);
    DatasetDetector withTree =
        DatasetDetector.of(
            List.of(SyntheticVirus.dataset(folder, "with-tree", reference, strain), COVID));
    DatasetDetector without =
        DatasetDetector.of(List.of(SyntheticVirus.dataset(folder, "without", reference), COVID));

    assertThat(withTree.detect(strain).certain().orElseThrow().score()).isEqualTo(1);
    assertThat(without.detect(strain).verdict()).isEqualTo(DetectionVerdict.UNCERTAIN);
  }

  @Test
  void either_strand_and_rna_are_recognised() {
    DatasetDetector detector = DatasetDetector.of(List.of(COVID));
    byte[] genome = COVID.reference();
    byte[] rna =
        new String(genome, US_ASCII)
            .toLowerCase(java.util.Locale.ROOT)
            .replace('t', 'u')
            .getBytes(US_ASCII);

    assertThat(detector.detect(rna).certain().orElseThrow().reversed()).isFalse();
    assertThat(
            detector
                .detect(Nucleotide.reverseComplement(genome))
                .certain()
                .orElseThrow()
                .reversed())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0.15, false", "0.2, false", "0.2, true", "0.25, true"})
  void a_relative_without_a_dataset_of_its_own_is_uncertain_and_with_one_certain(
      double divergence, boolean coding) {
    byte[] a = COVID.reference();
    byte[] b =
        coding
            ? SyntheticVirus.codingRelative(a, divergence, random)
            : SyntheticVirus.relative(a, divergence, random);
    ReferenceDataset second = SyntheticVirus.dataset(folder, "b", b);
    byte[] strain = SyntheticVirus.relative(b, 0.01, random);

    Detection without = DatasetDetector.of(List.of(COVID)).detect(strain);
    Detection with = DatasetDetector.of(List.of(COVID, second)).detect(strain);

    assertThat(without.verdict()).isEqualTo(DetectionVerdict.UNCERTAIN);
    assertThat(without.best().orElseThrow().divergence()).isBetween(0.08, 0.25);
    assertThat(with.certain().orElseThrow().dataset()).isSameAs(second);
    assertThat(with.runnerUp().orElseThrow().score()).isLessThan(0.25);
  }

  @Test
  void a_fifth_of_unknown_bases_and_fragments_make_no_difference() {
    ReferenceDataset other =
        SyntheticVirus.dataset(folder, "other", SyntheticVirus.random(12_000, random));
    DatasetDetector detector = DatasetDetector.of(List.of(other, COVID));
    for (int i = 0; i < 50; i++) {
      byte[] strewn = SyntheticVirus.relative(COVID.reference(), 0.01, random);
      for (int j = 0; j < strewn.length; j++) {
        strewn[j] = random.nextInt(5) == 0 ? (byte) 'N' : strewn[j];
      }
      byte[] blocks = SyntheticVirus.relative(COVID.reference(), 0.01, random);
      for (int j = 0; j < 15; j++) {
        int start = random.nextInt(blocks.length - 400);
        Arrays.fill(blocks, start, start + 400, (byte) 'n');
      }
      int start = random.nextInt(29_000);
      byte[] fragment = Arrays.copyOfRange(COVID.reference(), start, start + 250);
      for (byte[] query : List.of(strewn, blocks, fragment)) {
        assertThat(detector.detect(query).certain().orElseThrow().dataset()).isSameAs(COVID);
      }
    }
  }

  @Test
  void a_mixture_of_two_viruses_is_uncertain() {
    byte[] a = SyntheticVirus.random(12_000, random);
    ReferenceDataset other = SyntheticVirus.dataset(folder, "other", a);
    DatasetDetector detector = DatasetDetector.of(List.of(other, COVID));
    byte[] mixture = COVID.reference();
    System.arraycopy(a, 0, mixture, 3000, a.length);

    Detection detection = detector.detect(mixture);

    assertThat(detection.verdict()).isEqualTo(DetectionVerdict.UNCERTAIN);
    assertThat(detection.matches()).hasSize(2);
    assertThat(detection.best().orElseThrow().score()).isGreaterThan(DatasetDetector.CERTAIN);
  }

  @Test
  void random_bases_and_repeats_are_nothing() {
    DatasetDetector detector = DatasetDetector.of(List.of(COVID));
    byte[] tail = new byte[20_000];
    Arrays.fill(tail, (byte) 'A'); // the reference ends in 33 of them
    for (int i = 0; i < 100; i++) {
      byte[] bases = SyntheticVirus.random(random.nextInt(30_000), random);
      assertThat(detector.detect(bases).verdict())
          .isIn(DetectionVerdict.NONE, DetectionVerdict.TOO_SHORT);
    }
    assertThat(detector.detect(tail).verdict()).isEqualTo(DetectionVerdict.TOO_SHORT);
    assertThat(detector.detect(new byte[0]).verdict()).isEqualTo(DetectionVerdict.TOO_SHORT);
    assertThat(detector.detect(new byte[2_000_000]).verdict())
        .isEqualTo(DetectionVerdict.TOO_SHORT);
  }

  @Test
  void of_datasets_with_one_reference_the_first_stands_for_all() {
    ReferenceDataset twin = SyntheticVirus.dataset(folder, "twin", COVID.reference());

    DatasetDetector detector = DatasetDetector.of(List.of(twin, COVID));

    assertThat(detector.datasets()).containsExactly(twin);
    assertThat(detector.detect(COVID.reference()).certain().orElseThrow().dataset()).isSameAs(twin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sars-cov-2", "rsv-a"})
  void every_real_genome_is_recognised_and_without_its_dataset_none_is(String name) {
    ReferenceDataset own = RealDatasets.dataset(name);
    List<ReferenceDataset> all =
        List.of(
            RealDatasets.dataset("flu-h3n2-ha"),
            RealDatasets.dataset("rsv-a"),
            RealDatasets.dataset("sars-cov-2"));
    DatasetDetector with = DatasetDetector.of(all);
    DatasetDetector without =
        DatasetDetector.of(all.stream().filter(dataset -> dataset != own).toList());
    int genomes = 0;
    try (FastaReader reader =
        FastaReader.open(RealDatasets.file("genomes/" + name + ".fasta.zst"))) {
      for (int i = 0; reader.hasNext(); i++) {
        FastaRecord record = (FastaRecord) reader.next();
        if (i % STEP == 0) {
          assertThat(with.detect(record.sequence()).certain().map(DatasetMatch::dataset))
              .as(record.name())
              .contains(own);
          assertThat(without.detect(record.sequence()).verdict())
              .as(record.name())
              .isEqualTo(DetectionVerdict.NONE);
          genomes++;
        }
      }
    }
    assertThat(genomes).isGreaterThan(50);
  }

  private static int hits(Detection detection, ReferenceDataset dataset) {
    return detection.matches().stream()
        .filter(match -> match.dataset() == dataset)
        .mapToInt(DatasetMatch::hits)
        .sum();
  }

  private static int plainHits(byte[] query, byte[] reference) {
    Set<String> there = plainWords(reference);
    Set<String> turned = plainWords(Nucleotide.reverseComplement(reference));
    int forward = 0;
    int backward = 0;
    for (String word : plainWords(query)) {
      forward += there.contains(word) ? 1 : 0;
      backward += turned.contains(word) ? 1 : 0;
    }
    return Math.max(forward, backward);
  }

  private static Set<String> plainWords(byte[] sequence) {
    Set<String> words = new HashSet<>();
    String letters = new String(sequence, US_ASCII);
    for (int i = 0; i + 23 <= letters.length(); i++) {
      StringBuilder word = new StringBuilder();
      for (int j = 0; j < 23; j++) {
        if (j % 3 != 2) {
          word.append(letters.charAt(i + j));
        }
      }
      if (word.indexOf("N") < 0) {
        words.add(word.toString());
      }
    }
    return words;
  }
}
