package org.virowatch.genomics.reads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Reads the BED files of ARTIC and PrimalScheme: chromosome, begin (0-based), end (exclusive),
 * name, pool, strand and, perhaps, the sequence. Names end in {@code _LEFT} or {@code _RIGHT}, or
 * with an alternative or number behind: {@code nCoV-2019_7_LEFT_alt0}, {@code SARS-CoV-2_1_LEFT_1}.
 */
public final class PrimerSchemeReader {
  private static final Pattern NAME =
      Pattern.compile("(.+)_(LEFT|RIGHT)(?:_?(?:alt)?\\w*)?", Pattern.CASE_INSENSITIVE);

  private final Path file;
  private final ReferenceDataset dataset;
  private final Set<String> chromosomes = new LinkedHashSet<>();

  private PrimerSchemeReader(Path file, ReferenceDataset dataset) {
    this.file = file;
    this.dataset = dataset;
  }

  /**
   * Reads a scheme.
   *
   * @throws ReadsException if the file is not readable, no such scheme, or of another reference;
   *     with the line
   */
  public static PrimerScheme read(Path file, ReferenceDataset dataset) {
    return new PrimerSchemeReader(file, dataset).read();
  }

  private PrimerScheme read() {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ReadsException(
          "the primers in "
              + file
              + " cannot be read: "
              + (Files.exists(file) ? e.getMessage() : "there is no such file")
              + "; --primers takes a BED file",
          e);
    }
    List<Primer> primers = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (!line.isEmpty() && !line.matches("(#|track\\b|browser\\b).*")) {
        primers.add(primer(line, number));
      }
    }
    if (primers.isEmpty()) {
      throw new ReadsException(file + " holds no primer; --primers takes a BED file with some");
    }
    requireOneReference();
    try {
      return new PrimerScheme(primers);
    } catch (ReadsException e) {
      throw new ReadsException(file + ": " + e.getMessage(), e);
    }
  }

  private Primer primer(String line, int number) {
    String[] cells = line.split(line.indexOf('\t') >= 0 ? "\t" : "\\s+", -1);
    if (cells.length < 4) {
      throw fault(
          number,
          "has "
              + cells.length
              + " columns and needs at least 4: chromosome, begin, end, name, pool, strand");
    }
    int begin = coordinate(cells[1], number);
    int end = coordinate(cells[2], number);
    if (begin >= end || end > dataset.length()) {
      throw fault(
          number,
          String.format(
              Locale.ROOT,
              "has a primer from %d to %d, and the reference has %d bases; is the scheme of another"
                  + " reference?",
              begin,
              end,
              dataset.length()));
    }
    Matcher name = NAME.matcher(cells[3].strip());
    if (!name.matches()) {
      throw fault(
          number,
          "names a primer "
              + cells[3]
              + ", in which _LEFT or _RIGHT is missing, as in SARS-CoV-2_1_LEFT");
    }
    boolean left = name.group(2).equalsIgnoreCase("LEFT");
    String strand = cells.length > 5 ? cells[5].strip() : "";
    if (strand.equals(left ? "-" : "+")) {
      throw fault(number, "has " + cells[3] + " on the strand " + strand + ": which is right?");
    }
    chromosomes.add(cells[0].strip());
    return new Primer(
        cells[3].strip(),
        name.group(1),
        left,
        cells.length > 4 ? cells[4].strip() : "",
        new NucleotideRange(begin, end));
  }

  /** Schemes name the reference as they like (MN908947.3), but they must name only one. */
  private void requireOneReference() {
    if (chromosomes.size() > 1) {
      throw new ReadsException(
          file
              + " has primers on several references ("
              + String.join(", ", chromosomes)
              + "); keep those on "
              + dataset.referenceName());
    }
  }

  private int coordinate(String cell, int number) {
    try {
      int value = Integer.parseInt(cell.strip());
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw fault(number, "has \"" + cell + "\" where a position is due; is it a BED file?");
  }

  private ReadsException fault(int number, String what) {
    return new ReadsException(file + " line " + number + " " + what);
  }
}
