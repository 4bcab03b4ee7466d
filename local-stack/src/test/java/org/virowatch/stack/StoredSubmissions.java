package org.virowatch.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.wire.WireCodec;

/**
 * Submissions in a file, so that an upload of any size fits into memory; each is read when it is
 * asked for. Safe for use by several threads at once.
 */
public final class StoredSubmissions extends AbstractList<Submission> implements RandomAccess {
  private final FileChannel file;
  private final List<Place> places;

  /**
   * Where a submission lies.
   *
   * @param begin offset of its first byte
   * @param packed bytes in the file
   * @param length bytes of the record
   */
  private record Place(long begin, int packed, int length) {}

  private StoredSubmissions(FileChannel file, List<Place> places) {
    this.file = file;
    this.places = places;
  }

  /** Writes submissions into a new file, which stays open until this process ends. */
  static StoredSubmissions write(Iterator<Submission> submissions, Path path) throws IOException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    WireCodec<Submission> codec = WireCodec.of(Submission.class);
    List<Place> places = new ArrayList<>();
    long end = 0;
    while (submissions.hasNext()) {
      byte[] record = codec.encode(submissions.next());
      byte[] packed = packed(record);
      file.write(ByteBuffer.wrap(packed), end);
      places.add(new Place(end, packed.length, record.length));
      end += packed.length;
    }
    return new StoredSubmissions(file, places);
  }

  /** Returns the same submissions in another order, with any of them as often as it is named. */
  StoredSubmissions inOrder(List<Integer> indices) {
    return new StoredSubmissions(file, indices.stream().map(places::get).toList());
  }

  @Override
  public Submission get(int index) {
    Place place = places.get(index);
    ByteBuffer packed = ByteBuffer.allocate(place.packed);
    byte[] record = new byte[place.length];
    Inflater inflater = new Inflater();
    try {
      int read = 0;
      while (packed.hasRemaining() && read >= 0) {
        read = file.read(packed, place.begin + packed.position());
      }
      inflater.setInput(packed.array());
      inflater.inflate(record);
      return WireCodec.of(Submission.class).decode(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DataFormatException e) {
      throw new IllegalStateException("submission " + index + " is not as it was written", e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] packed(byte[] record) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(record);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream(record.length / 3);
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return packed.toByteArray();
  }

  @Override
  public int size() {
    return places.size();
  }
}
