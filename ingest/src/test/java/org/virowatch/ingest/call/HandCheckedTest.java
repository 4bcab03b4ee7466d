package org.virowatch.ingest.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Ten genomes of a virus of 480 bases, so small that each value of the table could be checked by
 * hand against the sequences, those that are 0 or empty only where one would expect more: gene A on
 * 31..90, O on 62..121 in another frame (with a stop in the reference), R on 121..180 of the other
 * strand, and slip on 211..270 and 270..329, which reads base 270 twice; a tree of three clades
 * with an attribute, all rules of quality and a motif.
 */
class HandCheckedTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "hand-checked");

  @Test
  void everyValueOfTheTableIsAsItWasCheckedByHand() throws IOException {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new CallCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(new StringWriter()))
            .execute(
                FOLDER.resolve("genomes.fasta").toString(),
                "--dataset",
                FOLDER.resolve("dataset").toString(),
                "--retry-reverse-complement");

    assertThat(exit).isZero();
    assertThat(cells(out.toString()))
        .containsExactlyElementsOf(Files.readAllLines(FOLDER.resolve("expected.tsv")));
  }

  /** One line a value that is there: name of the genome, column, value. */
  private static List<String> cells(String table) {
    List<String> lines = table.lines().toList();
    String[] header = lines.get(0).split("\t", -1);
    List<String> cells = new ArrayList<>();
    cells.add("seqName\tcolumn\tvalue");
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split("\t", -1);
      for (int i = 2; i < values.length; i++) {
        if (!values[i].isEmpty()) {
          cells.add(values[1] + "\t" + header[i] + "\t" + values[i]);
        }
      }
    }
    return cells;
  }
}
