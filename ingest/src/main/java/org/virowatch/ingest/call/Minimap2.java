package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.output.AlignedFasta;
import org.virowatch.genomics.reads.ReadsException;

/**
 * FASTQ being aligned by minimap2 (Li 2018, Bioinformatics 34:3094), a process of its own whose
 * alignments are read as they come.
 */
final class Minimap2 implements AutoCloseable {
  private static final String PROGRAM = "minimap2";

  /** Exit code of a process whose output nobody takes any more: 128 and the signal's number. */
  private static final int BROKEN_PIPE = 128 + 13;

  private final Process process;
  private final Path folder;
  private final String label;

  private Minimap2(Process process, Path folder, String label) {
    this.process = process;
    this.folder = folder;
    this.label = label;
  }

  /**
   * Starts aligning.
   *
   * @param threads of minimap2
   * @throws ReadsException if minimap2 is not installed or the files are not for it
   */
  static Minimap2 start(ReadSample sample, ReferenceDataset dataset, String preset, int threads) {
    FastqFiles.requireComplete(sample.files());
    try {
      Path folder = Files.createTempDirectory("virowatch-reads");
      try {
        Path reference = folder.resolve("reference.fasta");
        Files.write(reference, AlignedFasta.record(dataset.referenceName(), dataset.reference()));
        List<String> command =
            new ArrayList<>(
                List.of(
                    PROGRAM,
                    "-a",
                    "-x",
                    preset,
                    "--secondary=no",
                    "-t",
                    Integer.toString(threads),
                    reference.toString()));
        sample.files().forEach(file -> command.add(file.toAbsolutePath().toString()));
        Process process =
            new ProcessBuilder(command)
                .redirectError(folder.resolve("messages").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        return new Minimap2(process, folder, sample.describe());
      } catch (IOException e) {
        delete(folder);
        throw new ReadsException(
            "minimap2, which aligns FASTQ ("
                + sample.describe()
                + "), cannot be started: "
                + e.getMessage()
                + "; install it (Debian: apt-get install minimap2; Bioconda: minimap2), or align"
                + " the reads yourself and give the BAM",
            e);
      }
    } catch (IOException e) {
      throw new ReadsException("no temporary folder can be made: " + e.getMessage(), e);
    }
  }

  /** The alignments, as SAM. */
  InputStream alignments() {
    return process.getInputStream();
  }

  /**
   * Waits for minimap2's end.
   *
   * @throws ReadsException if it failed of itself and not because nobody reads on; with its last
   *     message
   */
  void requireSuccess() {
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new ReadsException("minimap2 does not end after aligning " + label);
      }
      int exit = process.exitValue();
      if (exit != 0 && exit != BROKEN_PIPE) {
        throw new ReadsException(
            "minimap2 failed at " + label + " (exit code " + exit + "): " + last());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReadsException("the alignment of " + label + " was interrupted", e);
    }
  }

  /** What minimap2 said last. */
  private String last() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(folder.resolve("messages")), UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return lines.isEmpty() ? "without a message" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "without a message";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      delete(folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new ReadsException(folder + " cannot be taken away: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve("reference.fasta"));
    Files.deleteIfExists(folder.resolve("messages"));
    Files.deleteIfExists(folder);
  }
}
