package org.virowatch.genomics.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/** A made-up virus: a reference of random bases with an annotation, as a dataset in a folder. */
public final class SyntheticVirus {

  private static final String BASES = "ACGT";

  private final Random random;
  private final List<String> features = new ArrayList<>();
  private byte[] reference;
  private String pathogen = "{\"schemaVersion\": \"3.0.0\"}";
  private String tree = "";

  /**
   * @param length bases of the reference
   */
  public SyntheticVirus(long seed, int length) {
    random = new Random(seed);
    reference = letters(random, length);
  }

  /** Random bases. */
  public static byte[] letters(Random random, int length) {
    byte[] letters = new byte[length];
    for (int i = 0; i < length; i++) {
      letters[i] = (byte) BASES.charAt(random.nextInt(4));
    }
    return letters;
  }

  /** Writes letters over the reference. */
  public SyntheticVirus paste(int at, byte[] letters) {
    System.arraycopy(letters, 0, reference, at, letters.length);
    return this;
  }

  /** Writes copies of one stretch over the reference. */
  public SyntheticVirus repeat(int at, int period, int copies) {
    byte[] unit = letters(random, period);
    for (int copy = 0; copy < copies; copy++) {
      paste(at + copy * period, unit);
    }
    return this;
  }

  /** Makes a stretch a gene: start codon, no stop inside, stop at the end, on a strand. */
  public SyntheticVirus gene(String name, int begin, int end, char strand) {
    byte[] gene = new byte[end - begin];
    String codons = "GCTGATGGTCATAAACTTATGAATCCACAACGTTCAACAGTTTGGTAT";
    for (int i = 0; i < gene.length; i += 3) {
      int codon = 3 * random.nextInt(codons.length() / 3);
      String letters =
          i == 0 ? "ATG" : i == gene.length - 3 ? "TAA" : codons.substring(codon, codon + 3);
      for (int j = 0; j < 3; j++) {
        gene[i + j] = (byte) letters.charAt(j);
      }
    }
    return paste(begin, strand == '-' ? turned(gene) : gene)
        .feature("CDS", begin + 1, end, strand, "0", "ID=" + name + ";Name=" + name);
  }

  /** Adds a line of annotation; positions are 1-based and closed. */
  public SyntheticVirus feature(
      String type, int start, int end, char strand, String phase, String attributes) {
    features.add(
        String.join(
            "\t",
            "made.1",
            "made up",
            type,
            Integer.toString(start),
            Integer.toString(end),
            ".",
            String.valueOf(strand),
            phase,
            attributes));
    return this;
  }

  /** Replaces {@code pathogen.json}. */
  public SyntheticVirus pathogen(String json) {
    pathogen = json;
    return this;
  }

  /** Gives the dataset a tree. */
  public SyntheticVirus tree(String json) {
    tree = json;
    return this;
  }

  /** The reference; a copy. */
  public byte[] reference() {
    return reference.clone();
  }

  /** The annotation as it is written. */
  public String gff3() {
    return "##gff-version 3\n" + String.join("\n", features) + "\n";
  }

  /** Writes the dataset into a folder and loads it. */
  public ReferenceDataset load(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("pathogen.json"), pathogen);
      Files.writeString(
          folder.resolve("reference.fasta"),
          ">made.1 made up\n" + new String(reference, StandardCharsets.US_ASCII) + "\n");
      if (!features.isEmpty()) {
        Files.writeString(folder.resolve("genome_annotation.gff3"), gff3());
      }
      if (!tree.isEmpty()) {
        Files.writeString(folder.resolve("tree.json"), tree);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ReferenceDatasets.load(folder);
  }

  /** The other strand, written apart from the code under test. */
  public static byte[] turned(byte[] letters) {
    byte[] turned = new byte[letters.length];
    for (int i = 0; i < letters.length; i++) {
      int base = "ACGTN".indexOf(letters[letters.length - 1 - i]);
      turned[i] = (byte) "TGCAN".charAt(base);
    }
    return turned;
  }
}
