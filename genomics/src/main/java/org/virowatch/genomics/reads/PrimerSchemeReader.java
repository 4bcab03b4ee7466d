package org.virowatch.genomics.reads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Reads the BED files of ARTIC and PrimalScheme: chromosome, begin (0-based), end (exclusive),
 * name, pool, strand and, perhaps, the sequence. Names end in {@code _LEFT} or {@code _RIGHT}, or
 * with an alternative or number behind: {@code nCoV-2019_7_LEFT_alt0}, {@code SARS-CoV-2_1_LEFT_1}.
 * Primers of other names, as iVar takes them, are cut off after their strand and belong to no
 * amplicon.
 */
public final class PrimerSchemeReader {
  private static final Pattern NAME =
      Pattern.compile("(.+)_(LEFT|RIGHT)(?:_?(?:alt)?\\w*)?", Pattern.CASE_INSENSITIVE);

  /** Column of the strand, counted from 0. */
  private static final int STRAND = 5;

  /** Column of the primer's bases, counted from 0. */
  private static final int SEQUENCE = 6;

  private final Path file;

  private PrimerSchemeReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a scheme.
   *
   * @throws ReadsException if the file is not readable or no such scheme, or what it has on the
   *     dataset's reference does not fit there; with the line
   */
  public static PrimerFile read(Path file, ReferenceDataset dataset) {
    return new PrimerFile(file, dataset, new PrimerSchemeReader(file).read());
  }

  private List<PrimerLine> read() {
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
    List<PrimerLine> primers = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (!line.isEmpty() && !line.matches("(#|track\\b|browser\\b).*")) {
        primers.add(primer(line, number));
      }
    }
    if (primers.isEmpty()) {
      throw new ReadsException(file + " holds no primer; --primers takes a BED file with some");
    }
    return primers;
  }

  private PrimerLine primer(String line, int number) {
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
    if (begin >= end) {
      throw fault(
          number,
          "has a primer from "
              + begin
              + " to "
              + end
              + "; in BED the begin is less than the end on either strand: exchange them");
    }
    Matcher name = NAME.matcher(cells[3].strip());
    String strand = cells.length > STRAND ? cells[STRAND].strip() : "";
    boolean named = name.matches();
    if (!named && !strand.equals("+") && !strand.equals("-")) {
      throw fault(
          number,
          "names a primer "
              + cells[3]
              + ", in which _LEFT or _RIGHT is missing, as in SARS-CoV-2_1_LEFT, and has no strand"
              + " (+ or -) in column 6");
    }
    boolean left = named ? name.group(2).equalsIgnoreCase("LEFT") : strand.equals("+");
    if (strand.equals(left ? "-" : "+")) {
      throw fault(number, "has " + cells[3] + " on the strand " + strand + ": which is right?");
    }
    Primer primer =
        new Primer(
            cells[3].strip(),
            named ? name.group(1) : Primer.NO_AMPLICON,
            left,
            cells.length > 4 ? cells[4].strip() : "",
            new NucleotideRange(begin, end));
    return new PrimerLine(
        number, cells[0].strip(), primer, cells.length > SEQUENCE ? cells[SEQUENCE].strip() : "");
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
