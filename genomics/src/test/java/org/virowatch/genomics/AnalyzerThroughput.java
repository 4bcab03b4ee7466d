package org.virowatch.genomics;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;

/**
 * Measures genomes a second of processor time on one thread through the whole analyzer, sequences
 * in memory. Not a test: run {@code main} with a dataset and a FASTA file (gaps are taken out by
 * the analyzer).
 */
public final class AnalyzerThroughput {

  private AnalyzerThroughput() {}

  /** Arguments: dataset folder or zip, FASTA file, rounds (default 5). */
  public static void main(String[] arguments) {
    ReferenceDataset dataset = ReferenceDatasets.load(Path.of(arguments[0]));
    List<byte[]> genomes = new ArrayList<>();
    try (FastaReader reader = FastaReader.open(Path.of(arguments[1]))) {
      while (reader.hasNext()) {
        if (reader.next() instanceof FastaRecord record) {
          genomes.add(record.sequence());
        }
      }
    }
    GenomeAnalyzer analyzer = new GenomeAnalyzer(dataset);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    for (int round = 1; round <= rounds; round++) {
      long start = threads.getCurrentThreadCpuTime();
      int analyzed = 0;
      for (byte[] genome : genomes) {
        analyzed += analyzer.analyze("", genome) instanceof AnalyzedGenome ? 1 : 0;
      }
      double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "round %d: %d of %d genomes analysed, %.0f genomes/s%n",
          round,
          analyzed,
          genomes.size(),
          genomes.size() / seconds);
    }
  }
}
