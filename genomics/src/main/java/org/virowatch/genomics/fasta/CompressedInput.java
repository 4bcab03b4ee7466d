package org.virowatch.genomics.fasta;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Undoes gzip, Zstandard, xz or bzip2, recognised by the first bytes; anything else is plain. */
public final class CompressedInput {
  private static final int MAGIC_LENGTH = 6;

  /** An xz dictionary may ask for gigabytes; what its strongest preset needs is 65 MiB. */
  private static final int XZ_MEMORY_LIMIT_KIB = 256 * 1024;

  private CompressedInput() {}

  /**
   * The decompressed content of a stream. Files made of several compressed members are read to
   * their end.
   *
   * @throws IOException if the stream cannot be read or its compression header is broken
   */
  public static InputStream decompress(InputStream raw) throws IOException {
    PushbackInputStream input = new PushbackInputStream(raw, MAGIC_LENGTH);
    byte[] magic = new byte[MAGIC_LENGTH];
    int length = input.readNBytes(magic, 0, MAGIC_LENGTH);
    input.unread(magic, 0, length);
    if (startsWith(magic, length, 0x1f, 0x8b)) {
      return GzipCompressorInputStream.builder()
          .setInputStream(input)
          .setDecompressConcatenated(true)
          .get();
    }
    if (startsWith(magic, length, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableZstdFrame(magic, length)) {
      return new ZstdInputStream(input);
    }
    if (startsWith(magic, length, 0xfd, '7', 'z', 'X', 'Z', 0x00)) {
      return new XZInputStream(input, XZ_MEMORY_LIMIT_KIB);
    }
    if (startsWith(magic, length, 'B', 'Z', 'h') && length > 3 && magic[3] >= '1') {
      return new BZip2CompressorInputStream(input, true);
    }
    return input;
  }

  private static boolean isSkippableZstdFrame(byte[] magic, int length) {
    return length >= 4
        && (magic[0] & 0xf0) == 0x50
        && startsWith(magic, length, magic[0] & 0xff, 0x2a, 0x4d, 0x18);
  }

  private static boolean startsWith(byte[] bytes, int length, int... prefix) {
    if (length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
