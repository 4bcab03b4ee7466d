package org.virowatch.genomics.reads;

import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fuzz.ParserFuzz;

/** Hostile alignments and primer schemes end in a result or a refusal. */
class ReadsFuzzTest {

  private static final Set<Class<? extends Exception>> REFUSALS = Set.of(ReadsException.class);

  private static final String BED =
      """
      track name=x
      NC_045512.2\t30\t54\tv4_1_LEFT\t1\t+\tACCAACCAACTTTCGATCTCTTGT
      NC_045512.2\t385\t410\tv4_1_RIGHT\t1\t-
      NC_045512.2\t320\t342\tv4_2_LEFT\t2\t+
      NC_045512.2\t704\t726\tv4_2_RIGHT\t2\t-
      NC_045512.2\t700\t722\tv4_2_RIGHT_alt\t2\t-
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"r.sam", "r.bam", "r.cram"})
  void alignedReads(String name) throws IOException {
    ReadPicture picture = picture();
    ReferenceDataset dataset = picture.dataset();
    byte[] sound = Files.readAllBytes(picture.write(name, true));
    Path file = folder.resolve("hostile-" + name);
    ParserFuzz.run(
        name,
        2,
        sound,
        REFUSALS,
        input -> {
          Files.write(file, input);
          analyze(file, dataset);
        });
  }

  /** What is spoilt here is not caught by checksums of the compression. */
  @Test
  void contentOfABam() throws IOException {
    ReadPicture picture = picture();
    ReferenceDataset dataset = picture.dataset();
    Path file = picture.write("r.bam", true);
    byte[] sound;
    try (InputStream in = new BlockCompressedInputStream(file.toFile())) {
      sound = in.readAllBytes();
    }
    ParserFuzz.run(
        "content of r.bam",
        4,
        sound,
        REFUSALS,
        input -> {
          try (OutputStream out = new BlockCompressedOutputStream(file.toFile())) {
            out.write(input);
          }
          analyze(file, dataset);
        });
  }

  private ReadPicture picture() {
    return new ReadPicture(folder, "ACGTCAGTTGCATGACC")
        .reads(3, "ACGTCAGT")
        .reads(2, "   TCAG--GCATGACC")
        .read("pair", "ACGTCA")
        .read("pair", "    cagttgc");
  }

  private static void analyze(Path file, ReferenceDataset dataset) {
    try (AlignedReads reads = AlignedReads.open(file, dataset, Optional.empty())) {
      new ReadsAnalyzer(dataset, PrimerScheme.NONE, ReadParameters.DEFAULTS).analyze("s", reads);
    }
  }

  @Test
  void primerScheme() {
    ReferenceDataset dataset = ReferenceDatasets.builtIn();
    Path file = folder.resolve("scheme.bed");
    ParserFuzz.run(
        "bed",
        10,
        BED.getBytes(StandardCharsets.UTF_8),
        REFUSALS,
        input -> {
          Files.write(file, input);
          PrimerSchemeReader.read(file, dataset).scheme("NC_045512.2");
        });
  }
}
