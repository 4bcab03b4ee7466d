package org.virowatch.ingest.call;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.virowatch.genomics.reads.ReadsException;

/**
 * Looks through FASTQ files before minimap2 gets them, which takes the part of a file it can read
 * for the whole and says nothing of it.
 */
final class FastqFiles {
  private static final int LINES_OF_A_READ = 4;
  private static final int BUFFER = 1 << 16;

  private FastqFiles() {}

  /**
   * Refuses what minimap2 would read in part.
   *
   * @param files one, or two of a pair
   * @throws ReadsException if a file is no FASTQ, plain or gzip, or ends within a read, or the two
   *     of a pair have different numbers of reads
   */
  static void requireComplete(List<Path> files) {
    long first = -1;
    for (Path file : files) {
      long lines = lines(file);
      if (first >= 0 && lines != first) {
        throw new ReadsException(
            String.format(
                java.util.Locale.ROOT,
                "%s has %,d reads and %s %,d, and the files of a pair have the same reads in the"
                    + " same order; copy or make them again",
                files.get(0),
                first / LINES_OF_A_READ,
                file,
                lines / LINES_OF_A_READ));
      }
      first = lines;
    }
  }

  private static long lines(Path file) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      InputStream input = gzip ? new GZIPInputStream(raw, BUFFER) : raw;
      long lines = count(input, file);
      if (lines % LINES_OF_A_READ != 0) {
        throw new ReadsException(
            file + " is truncated within a read, of four lines each; copy or make the file again");
      }
      return lines;
    } catch (EOFException | ZipException e) {
      throw new ReadsException(
          file + " is truncated or damaged gzip; copy or make the file again", e);
    } catch (IOException e) {
      throw new ReadsException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static long count(InputStream input, Path file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long lines = 0;
    int last = -1;
    for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
      if (last < 0 && read > 0 && buffer[0] != '@') {
        throw new ReadsException(
            file + " is neither plain FASTQ nor gzip, which are what minimap2 reads; convert it");
      }
      for (int i = 0; i < read; i++) {
        lines += buffer[i] == '\n' ? 1 : 0;
      }
      last = read > 0 ? buffer[read - 1] : last;
    }
    return last == '\n' || last < 0 ? lines : lines + 1;
  }
}
