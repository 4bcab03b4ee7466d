package org.virowatch.genomics.vcf;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes put into bins one after another and read back bin by bin. Few stay in memory; of many, all
 * but the end of each bin lies in a temporary file, which is gone when the log is closed or the
 * program ends. Not thread-safe.
 */
final class BinnedLog implements Closeable {

  /** Bytes of a bin that are written to the file together. */
  private static final int BLOCK = 1 << 14;

  private final Path folder;
  private final byte[][] ends; // what of each bin is not in the file
  private final int[] filled;
  private final long[][] blocks; // where in the file the blocks of each bin are
  private final int[] blockCount;
  private @Nullable FileChannel file;
  private long written;

  /**
   * @param bins number of bins
   * @param folder where the temporary file is made if there is need of one
   */
  BinnedLog(int bins, Path folder) {
    this.folder = folder;
    ends = new byte[bins][];
    filled = new int[bins];
    blocks = new long[bins][];
    blockCount = new int[bins];
    Arrays.fill(ends, new byte[0]);
    Arrays.fill(blocks, new long[0]);
  }

  /** Puts bytes at the end of a bin. */
  void append(int bin, byte[] bytes, int length) throws IOException {
    int done = 0;
    while (done < length) {
      byte[] end = ends[bin];
      if (filled[bin] == end.length && end.length < BLOCK) {
        end = Arrays.copyOf(end, Math.max(64, 2 * end.length));
        ends[bin] = end;
      } else if (filled[bin] == BLOCK) {
        spill(bin, end);
      }
      int count = Math.min(length - done, end.length - filled[bin]);
      System.arraycopy(bytes, done, end, filled[bin], count);
      filled[bin] += count;
      done += count;
    }
  }

  private void spill(int bin, byte[] end) throws IOException {
    FileChannel channel = file;
    if (channel == null) {
      channel = open();
      file = channel;
    }
    ByteBuffer bytes = ByteBuffer.wrap(end);
    while (bytes.hasRemaining()) {
      channel.write(bytes, written + bytes.position());
    }
    if (blockCount[bin] == blocks[bin].length) {
      blocks[bin] = Arrays.copyOf(blocks[bin], Math.max(8, 2 * blockCount[bin]));
    }
    blocks[bin][blockCount[bin]++] = written;
    written += BLOCK;
    filled[bin] = 0;
  }

  private FileChannel open() throws IOException {
    Path path = Files.createTempFile(folder, ".virowatch-variants", ".part");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Everything in a bin. */
  byte[] read(int bin) throws IOException {
    long length = (long) blockCount[bin] * BLOCK + filled[bin];
    if (length > Integer.MAX_VALUE - 8) {
      throw new IOException(
          "there are too many genomes for one VCF file; write one a genome with {seqName} in the"
              + " name, or call fewer genomes at a time");
    }
    byte[] bytes = new byte[(int) length];
    for (int block = 0; block < blockCount[bin]; block++) {
      ByteBuffer part = ByteBuffer.wrap(bytes, block * BLOCK, BLOCK).slice();
      while (part.hasRemaining()) {
        if (file == null || file.read(part, blocks[bin][block] + part.position()) < 0) {
          throw new IOException("the temporary file of variants in " + folder + " was cut off");
        }
      }
    }
    System.arraycopy(ends[bin], 0, bytes, blockCount[bin] * BLOCK, filled[bin]);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
