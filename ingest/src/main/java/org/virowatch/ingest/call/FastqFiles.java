package org.virowatch.ingest.call;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.virowatch.genomics.reads.ReadsException;

/**
 * Looks through FASTQ files before minimap2 gets them, which takes the part of a file it can read
 * for the whole and says nothing of it. As for minimap2, bases and qualities may go over several
 * lines, and a read ends with as many qualities as bases.
 */
final class FastqFiles {
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
      long reads = reads(file);
      if (first >= 0 && reads != first) {
        throw new ReadsException(
            String.format(
                Locale.ROOT,
                "%s has %,d reads and %s %,d, and the files of a pair have the same reads in the"
                    + " same order; copy or make them again",
                files.get(0),
                first,
                file,
                reads));
      }
      first = reads;
    }
  }

  private static long reads(Path file) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return new Scan(file).count(gzip ? new GZIPInputStream(raw, BUFFER) : raw);
    } catch (EOFException | ZipException e) {
      throw new ReadsException(
          file + " is truncated or damaged gzip; copy or make the file again", e);
    } catch (IOException e) {
      throw new ReadsException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** One walk over the letters of a file. */
  private static final class Scan {

    /** Where in a read a letter is. */
    private enum Part {
      BEFORE,
      NAME,
      BASES,
      PLUS,
      QUALITIES
    }

    private final Path file;
    private Part part = Part.BEFORE;
    private boolean lineStart = true;
    private long line = 1;
    private long reads;
    private long bases;
    private long qualities;

    Scan(Path file) {
      this.file = file;
    }

    long count(InputStream input) throws IOException {
      byte[] buffer = new byte[BUFFER];
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        for (int i = 0; i < read; i++) {
          step(buffer[i]);
        }
      }
      if (!lineStart) {
        endLine();
      }
      if (part != Part.BEFORE) {
        throw new ReadsException(file + " is truncated within a read; copy or make the file again");
      }
      return reads;
    }

    private void step(byte letter) {
      if (letter == '\n') {
        endLine();
      } else if (letter != '\r') {
        letter(letter);
        lineStart = false;
      }
    }

    private void letter(byte letter) {
      switch (part) {
        case BEFORE -> {
          if (letter != '@') {
            throw noRead();
          }
          part = Part.NAME;
        }
        case BASES -> {
          if (lineStart && letter == '+') {
            part = Part.PLUS;
          } else {
            bases++;
          }
        }
        case QUALITIES -> qualities++;
        default -> {} // names do not matter
      }
    }

    private void endLine() {
      line++;
      lineStart = true;
      if (part == Part.NAME) {
        part = Part.BASES;
      } else if (part == Part.PLUS) {
        part = Part.QUALITIES;
      }
      if (part == Part.QUALITIES && qualities >= bases) {
        if (qualities > bases) {
          throw new ReadsException(
              String.format(
                  Locale.ROOT,
                  "%s, line %,d: the read that ends here has %,d bases and %,d qualities, and they"
                      + " are as many in FASTQ; copy or make the file again",
                  file,
                  line - 1,
                  bases,
                  qualities));
        }
        end();
      }
    }

    private void end() {
      reads++;
      bases = 0;
      qualities = 0;
      part = Part.BEFORE;
    }

    private ReadsException noRead() {
      return reads == 0
          ? new ReadsException(
              file + " is neither plain FASTQ nor gzip, which are what minimap2 reads; convert it")
          : new ReadsException(
              String.format(
                  Locale.ROOT,
                  "%s, line %,d: here a read should begin, with @; copy or make the file again",
                  file,
                  line));
    }
  }
}
