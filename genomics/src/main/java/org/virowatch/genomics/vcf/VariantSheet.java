package org.virowatch.genomics.vcf;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * The variants of many genomes, to be written position by position. They are kept by stretches of
 * the reference, as numbers of variable length, in memory while they are few and in a temporary
 * file when they are many: a genome costs eight bytes of memory, for its name. Not thread-safe.
 */
public final class VariantSheet implements Closeable {

  private static final int STRETCHES = 256;

  /** In the place of a variant's length: what is known changes here. */
  private static final int KNOWLEDGE = 0;

  private final String reference;
  private final int stretchLength;
  private final int namesBin;
  private final BinnedLog log;
  private final int[] latestSample; // by stretch
  private final DistinctNames names = new DistinctNames();
  private byte[] entry = new byte[64];
  private int entryLength;
  private int samples;

  /**
   * @param reference upper-case codes of what the genomes were read against
   * @param folder where a temporary file is made if the genomes are many
   */
  public VariantSheet(byte[] reference, Path folder) {
    this.reference = VariantNormalizer.onlyBases(new String(reference, StandardCharsets.US_ASCII));
    stretchLength = reference.length / STRETCHES + 1;
    namesBin = stretches();
    log = new BinnedLog(namesBin + 1, folder);
    latestSample = new int[stretches()];
  }

  /**
   * Adds a genome.
   *
   * @param name its name; one that is taken gets a number
   * @throws IOException if the temporary file cannot be written
   */
  public void add(String name, GenomeVariants genome) throws IOException {
    String sample = names.of(name.isBlank() ? "unnamed" : name.strip().replaceAll("\\s+", "_"));
    byte[] column = ("\t" + sample).getBytes(StandardCharsets.UTF_8);
    log.append(namesBin, column, column.length);
    for (Variant variant : genome.variants()) {
      begin(variant.start(), variant.reference().length());
      number(variant.alternative().length());
      for (int i = 0; i < variant.alternative().length(); i++) {
        put(variant.alternative().charAt(i));
      }
      end(variant.start());
    }
    for (NucleotideRange range : genome.unknown()) {
      begin(range.begin(), KNOWLEDGE);
      end(range.begin());
      begin(range.end(), KNOWLEDGE);
      end(range.end());
    }
    samples++;
  }

  /** Starts an entry; genomes come in order, so the step from the last one is a small number. */
  private void begin(int position, int length) {
    int stretch = position / stretchLength;
    entryLength = 0;
    number(samples - latestSample[stretch]);
    latestSample[stretch] = samples;
    number(position % stretchLength);
    number(length);
  }

  private void end(int position) throws IOException {
    log.append(position / stretchLength, entry, entryLength);
  }

  /** Seven bits a byte, the lowest first; all but the last byte have the highest bit set. */
  private void number(int value) {
    int rest = value;
    while (rest >= 0x80) {
      put((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    put(rest);
  }

  private void put(int value) {
    if (entryLength == entry.length) {
      entry = Arrays.copyOf(entry, 2 * entryLength);
    }
    entry[entryLength++] = (byte) value;
  }

  /** Number of genomes. */
  int size() {
    return samples;
  }

  /** Names of the genomes, all different, each behind a tab: the end of the line of columns. */
  byte[] nameColumns() throws IOException {
    return log.read(namesBin);
  }

  /** Names of the genomes, all different. */
  List<String> samples() throws IOException {
    String columns = new String(nameColumns(), StandardCharsets.UTF_8);
    return samples == 0 ? List.of() : List.of(columns.substring(1).split("\t", -1));
  }

  /** Number of stretches that the reference, and the position after it, are divided into. */
  int stretches() {
    return reference.length() / stretchLength + 1;
  }

  /** What the genomes have in a stretch of the reference. */
  VariantStretch stretch(int number) throws IOException {
    VariantStretch stretch = new VariantStretch(number * stretchLength, stretchLength);
    EntryReader entries = new EntryReader(log.read(number));
    int sample = 0;
    while (entries.hasNext()) {
      sample += entries.number();
      int position = number * stretchLength + entries.number();
      int length = entries.number();
      if (length == KNOWLEDGE) {
        stretch.addKnowledgeChange(position, sample);
      } else {
        String alternative = entries.text(entries.number());
        String letters = reference.substring(position, position + length);
        stretch.add(new Variant(position, letters, alternative), sample);
      }
    }
    return stretch;
  }

  @Override
  public void close() throws IOException {
    log.close();
  }

  /** Reads entries back. */
  private static final class EntryReader {
    private final byte[] bytes;
    private int position;

    EntryReader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean hasNext() {
      return position < bytes.length;
    }

    int number() {
      int value = 0;
      int shift = 0;
      byte next = bytes[position++];
      for (; next < 0; next = bytes[position++]) {
        value |= (next & 0x7f) << shift;
        shift += 7;
      }
      return value | (next << shift);
    }

    String text(int length) {
      position += length;
      return new String(bytes, position - length, length, StandardCharsets.US_ASCII);
    }
  }
}
