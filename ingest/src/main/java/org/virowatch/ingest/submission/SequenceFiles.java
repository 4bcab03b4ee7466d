package org.virowatch.ingest.submission;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.fasta.FastaEntry;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.fasta.SequenceInputException;

/**
 * The records of several FASTA files, one file after the other. A file that cannot be read, or not
 * to its end, ends there with its fault; the next file is read all the same. Not thread-safe.
 */
public final class SequenceFiles implements AutoCloseable {
  /** One step: a record of a file, or the fault that ends a file. */
  public sealed interface Step {
    /** A record. */
    record Entry(FastaEntry entry) implements Step {}

    /** The end of a file that cannot be read on. */
    record Broken(Path file, String message) implements Step {}
  }

  private static final int SAMPLE_RECORDS = 1000;
  private static final long SAMPLE_BASES = 32L * 1024 * 1024;

  private final Deque<Path> files;
  private final int maxLength;
  private final Deque<Step> sampled = new ArrayDeque<>();
  private @Nullable Path file;
  private @Nullable FastaReader reader;

  /**
   * Lines up files, with the default limit on the length of a sequence.
   *
   * @param files FASTA files; {@code -} is standard input
   */
  public SequenceFiles(Collection<Path> files) {
    this(files, FastaReader.DEFAULT_LIMIT);
  }

  /**
   * Lines up files.
   *
   * @param files FASTA files; {@code -} is standard input
   * @param maxLength longest sequence accepted, letters
   */
  public SequenceFiles(Collection<Path> files, int maxLength) {
    this.maxLength = maxLength;
    this.files = new ArrayDeque<>(files);
  }

  /** Reads ahead and returns the first records; {@link #next} returns them again. */
  public List<FastaEntry> sample() {
    List<FastaEntry> entries = new ArrayList<>();
    long bases = 0;
    while (entries.size() < SAMPLE_RECORDS && bases < SAMPLE_BASES) {
      Step step = read();
      if (step == null) {
        break;
      }
      sampled.add(step);
      if (step instanceof Step.Entry record) {
        entries.add(record.entry());
        bases += record.entry() instanceof FastaRecord fasta ? fasta.sequence().length : 0;
      }
    }
    return entries;
  }

  /** Returns the next step; null at the end of the last file. */
  public @Nullable Step next() {
    return sampled.isEmpty() ? read() : sampled.remove();
  }

  private @Nullable Step read() {
    while (true) {
      if (reader == null) {
        file = files.poll();
        if (file == null) {
          return null;
        }
      }
      Path current = Objects.requireNonNull(file);
      try {
        FastaReader open = reader == null ? FastaReader.open(current, maxLength) : reader;
        reader = open;
        if (open.hasNext()) {
          return new Step.Entry(open.next());
        }
        close();
      } catch (SequenceInputException e) {
        close();
        return new Step.Broken(current, String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
