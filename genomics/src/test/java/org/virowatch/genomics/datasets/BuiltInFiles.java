package org.virowatch.genomics.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The built-in dataset's files, read plainly. */
final class BuiltInFiles {
  private static final String FOLDER = "/org/virowatch/genomics/datasets/sars-cov-2/";
  private static final String BASES = "TCAG";
  private static final String AMINO_ACIDS =
      "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

  private BuiltInFiles() {}

  static String text(String file) {
    try (InputStream in = BuiltInFiles.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new NoSuchElementException(FOLDER + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(String file) {
    return text(file).lines().toList();
  }

  /** Rows of a tab-separated file, by column name. */
  static List<Map<String, String>> table(String file) {
    List<String> lines = lines(file);
    String[] header = lines.get(0).split("\t", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      if (cells.length != header.length) {
        throw new IllegalStateException(file + ": " + cells.length + " cells in: " + line);
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  static String reference() {
    List<String> lines = lines("reference.fasta");
    return String.join("", lines.subList(1, lines.size()));
  }

  /** Bases of the named feature, its rows joined. */
  static String feature(String type, String name) {
    String reference = reference();
    StringBuilder bases = new StringBuilder();
    for (String line : lines("genome_annotation.gff3")) {
      String[] cells = line.split("\t", -1);
      if (cells.length == 9
          && cells[2].equals(type)
          && List.of(cells[8].split(";", -1)).contains("Name=" + name)) {
        bases.append(reference, Integer.parseInt(cells[3]) - 1, Integer.parseInt(cells[4]));
      }
    }
    if (bases.isEmpty()) {
      throw new NoSuchElementException(type + " " + name);
    }
    return bases.toString();
  }

  static List<String> codingSequences() {
    return lines("genome_annotation.gff3").stream()
        .filter(line -> line.contains("\tCDS\t"))
        .map(line -> line.replaceFirst(".*;Name=([^;]+).*", "$1"))
        .toList();
  }

  /** Translation by the standard code; a stop is {@code *}. */
  static String translate(String bases) {
    StringBuilder protein = new StringBuilder();
    for (int i = 0; i + 3 <= bases.length(); i += 3) {
      int codon = 0;
      for (int k = 0; k < 3; k++) {
        codon = 4 * codon + BASES.indexOf(bases.charAt(i + k));
      }
      protein.append(AMINO_ACIDS.charAt(codon));
    }
    return protein.toString();
  }
}
