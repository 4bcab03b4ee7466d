package org.virowatch.genomics.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.genomics.GenomeAnalyzer;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

class NextcladeTsvWriterTest {

  private final ReferenceDataset dataset = ReferenceDatasets.builtIn();
  private final StringBuilder table = new StringBuilder();
  private final NextcladeTsvWriter writer =
      new NextcladeTsvWriter(table, dataset.length(), List.of("Nextclade_pango"));
  private final GenomeAnalyzer analyzer = new GenomeAnalyzer(dataset);

  @Test
  void aGenomeIsARowUnderNextcladesNames() {
    byte[] genome = dataset.reference();
    genome[240] = 'T';
    genome[23402] = 'G';
    genome[23500] = 'N';
    genome[23600] = 'R';
    writer.write(analyzer.analyze("a genome", genome));
    assertThat(row(1))
        .containsEntry("index", "0")
        .containsEntry("seqName", "a genome")
        .containsEntry("substitutions", "C241T,A23403G")
        .containsEntry("aaSubstitutions", "S:D614G")
        .containsEntry("missing", "23501")
        .containsEntry("nonACGTNs", "R:23601")
        .containsEntry("totalSubstitutions", "2")
        .containsEntry("totalMissing", "1")
        .containsEntry("alignmentStart", "1")
        .containsEntry("alignmentEnd", "29903")
        .containsEntry("alignmentScore", Integer.toString(3 * 29903 - 2 * 4 - 1 - 4))
        .containsEntry("isReverseComplement", "false")
        .containsEntry("errors", "");
  }

  @Test
  void aRefusedSequenceIsARowWithItsErrorOnly() {
    writer.write(analyzer.analyze("too\tshort", "ACGT".getBytes(StandardCharsets.US_ASCII)));
    assertThat(table.toString().lines().toList().get(1)).startsWith("0\t\"too\tshort\"\t\t");
    assertThat(table.toString()).contains("TOO_SHORT: The sequence has 4 bases");
  }

  @Test
  void columnsStandInNextcladesOrder() {
    assertThat(table.toString())
        .startsWith("index\tseqName\tclade\tNextclade_pango\tqc.overallScore\tqc.overallStatus\t")
        .endsWith("\tfailedCdses\twarnings\terrors\n");
  }

  private Map<String, String> row(int number) {
    List<String> lines = table.toString().lines().toList();
    String[] names = lines.get(0).split("\t", -1);
    String[] cells = lines.get(number).split("\t", -1);
    assertThat(cells).hasSameSizeAs(names);
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      row.put(names[i], cells[i]);
    }
    return row;
  }
}
