package org.virowatch.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

class VariantSheetTest {

  private static final int REGION =
      400; // of the reference that varies: few stretches, many entries
  private static final int SAMPLES = 6_000;

  private final ReferenceDataset dataset = ReferenceDatasets.builtIn();
  private final String reference = new String(dataset.reference(), StandardCharsets.US_ASCII);
  private final Random random = new Random(7);

  @TempDir private Path folder;

  @Test
  void manyGenomesAreWrittenThroughATemporaryFileAsTheirVariantsSay() throws IOException {
    List<GenomeVariants> genomes = new ArrayList<>();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (VariantSheet sheet = new VariantSheet(dataset.reference(), folder)) {
      for (int i = 0; i < SAMPLES; i++) {
        genomes.add(genome());
        sheet.add(i % 100 == 0 ? "same" : "g" + i, genomes.get(i));
      }
      new VariantFile(dataset, false).write(sheet, written);
      assertThat(sheet.samples()).doesNotHaveDuplicates().contains("same", "same_2", "same_60");
    }
    List<String> records =
        written
            .toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.charAt(0) != '#')
            .toList();
    assertThat(records).hasSizeGreaterThan(REGION);
    for (String record : records) {
      check(record.split("\t", -1), genomes);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  /** Each genotype against the genome's own variants, which is all there is to say. */
  private static void check(String[] record, List<GenomeVariants> genomes) {
    int position = Integer.parseInt(record[1]) - 1;
    List<String> alternatives = List.of(record[4].split(",", -1));
    for (int sample = 0; sample < genomes.size(); sample++) {
      GenomeVariants genome = genomes.get(sample);
      String expected = "0";
      for (NucleotideRange range : genome.unknown()) {
        expected = range.contains(position) ? "." : expected;
      }
      for (Variant variant : genome.variants()) {
        boolean here = variant.start() == position;
        boolean longer = variant.reference().length() > record[3].length();
        if (here && variant.reference().equals(record[3])) {
          expected = Integer.toString(alternatives.indexOf(variant.alternative()) + 1);
        } else if ((here && longer && !variant.keepsFirst())
            || (variant.start() < position && position < variant.end())) {
          expected = Integer.toString(alternatives.indexOf("*") + 1);
        }
      }
      assertThat(record[9 + sample]).as("%s %s", record[1], genome).isEqualTo(expected);
    }
  }

  /** Random variants and unknown stretches that do not overlap. */
  private GenomeVariants genome() {
    TreeSet<Variant> variants = new TreeSet<>();
    List<NucleotideRange> unknown = new ArrayList<>();
    int position = 200 + random.nextInt(60);
    while (position < 200 + REGION) {
      int length = 1 + random.nextInt(8);
      String letters = reference.substring(position, position + length);
      switch (random.nextInt(4)) {
        case 0 -> unknown.add(new NucleotideRange(position, position + length));
        case 1 -> variants.add(new Variant(position, letters, letters.substring(0, 1)));
        case 2 -> variants.add(new Variant(position, letters.substring(0, 1), letters + "A"));
        default -> {
          char other = letters.charAt(0) == 'A' ? 'C' : 'A';
          variants.add(new Variant(position, letters.substring(0, 1), String.valueOf(other)));
        }
      }
      position += length + 1 + random.nextInt(80);
    }
    variants.removeIf(variant -> variant.reference().equals(variant.alternative()));
    return new GenomeVariants(List.copyOf(variants), unknown);
  }
}
