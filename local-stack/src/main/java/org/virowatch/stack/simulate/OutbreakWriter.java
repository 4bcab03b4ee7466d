package org.virowatch.stack.simulate;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Writes a simulated outbreak: sequences, metadata and truth, record by record in the order of
 * submission. Files appear under their names only when they are whole.
 */
public final class OutbreakWriter {
  /** The metadata's file name. */
  public static final String METADATA = "metadata.tsv";

  /** The truth's file name. */
  public static final String TRUTH = "truth.tsv";

  private static final int BUFFER = 1 << 16;
  private static final long HOSTILE_SEQUENCES = 900_000_000L;

  private final ReferenceDataset dataset;
  private final SimulationSettings settings;

  /**
   * @param dataset whose reference and lineages the genomes are made of
   */
  public OutbreakWriter(ReferenceDataset dataset, SimulationSettings settings) {
    this.dataset = dataset;
    this.settings = settings;
  }

  /**
   * Writes the three files.
   *
   * @param folder created if need be; files of the same names are replaced
   * @param sequencesName name of the sequences' file; {@code .zst} and {@code .gz} are compressed
   * @param progress told the number of records written so far
   * @return the number of records
   * @throws IOException if a file cannot be written
   */
  public long write(Path folder, String sequencesName, LongConsumer progress) throws IOException {
    LineageSequences lineages = new LineageSequences(dataset);
    OutbreakSimulator simulator = new OutbreakSimulator(dataset, lineages, settings);
    int resistance = WatchedCodon.parse(OutbreakSimulator.RESISTANCE).substitution(dataset);
    GenomeSequencer sequencer = new GenomeSequencer(lineages, resistance, settings.seed());
    MetadataRows rows = new MetadataRows(simulator.regions(), settings.seed());
    List<Upload> uploads = simulator.uploads();

    Files.createDirectories(folder);
    List<String> names = List.of(sequencesName, METADATA, TRUTH);
    try {
      try (OutputStream sequences = open(partial(folder, sequencesName), sequencesName);
          Writer metadata =
              Files.newBufferedWriter(partial(folder, METADATA), StandardCharsets.UTF_8);
          Writer truth = Files.newBufferedWriter(partial(folder, TRUTH), StandardCharsets.UTF_8)) {
        line(metadata, MetadataRows.METADATA_COLUMNS);
        line(truth, MetadataRows.TRUTH_COLUMNS);
        long written = 0;
        for (Upload upload : uploads) {
          sequence(sequences, upload, sequencer);
          if (hasMetadata(upload)) {
            line(metadata, rows.metadata(upload));
          }
          line(truth, rows.truth(upload));
          progress.accept(++written);
        }
      }
      for (String name : names) {
        Files.move(
            partial(folder, name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (String name : names) {
        Files.deleteIfExists(partial(folder, name));
      }
    }
    return uploads.size();
  }

  private void sequence(OutputStream out, Upload upload, GenomeSequencer sequencer)
      throws IOException {
    byte[] sequence;
    if (upload.content() instanceof Upload.Hostile hostile) {
      if (!hostile.fault().hasSequence()) {
        return;
      }
      SeededRandom random =
          SeededRandom.of(settings.seed(), HOSTILE_SEQUENCES + hostile.model().number());
      sequence = hostile.fault().sequence(sequencer.sequence(hostile.model(), false), random);
    } else {
      Upload.Version version = (Upload.Version) upload.content();
      boolean resequenced = version.change() == Upload.Change.RESEQUENCED;
      // A withdrawal has no sequence, but an empty record keeps its place in the order.
      boolean withdrawn = version.change() == Upload.Change.WITHDRAWN;
      sequence = withdrawn ? new byte[0] : sequencer.sequence(version.genome(), resequenced);
    }
    out.write('>');
    out.write(upload.sequenceName().getBytes(StandardCharsets.UTF_8));
    out.write(" simulated\n".getBytes(StandardCharsets.US_ASCII));
    out.write(sequence);
    out.write('\n');
  }

  private static boolean hasMetadata(Upload upload) {
    return !(upload.content() instanceof Upload.Hostile hostile) || hostile.fault().hasMetadata();
  }

  private static void line(Writer out, List<String> cells) throws IOException {
    out.write(String.join("\t", cells));
    out.write('\n');
  }

  private static Path partial(Path folder, String name) {
    return folder.resolve(name + ".partial");
  }

  private static OutputStream open(Path file, String name) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    if (name.endsWith(".zst")) {
      return new BufferedOutputStream(new ZstdOutputStream(out), BUFFER);
    }
    if (name.endsWith(".gz")) {
      return new BufferedOutputStream(new GZIPOutputStream(out, BUFFER), BUFFER);
    }
    return new BufferedOutputStream(out, BUFFER);
  }
}
