package org.virowatch.alerting.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.alerting.channel.AlertKey;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/**
 * What one channel has still to deliver, and which events it has had, in an append-only file.
 *
 * <p>After {@link #force} returns, an accepted event survives a crash of the process or the
 * machine. A settlement is forced with the next acceptance only, so a crash may bring an event that
 * was delivered in the last moments back: delivery is at least once, and receivers tell repeats by
 * their {@link AlertKey}. The newest {@value #REMEMBERED} settled keys are remembered to suppress
 * repeats from the topic. Safe for use by several threads.
 */
public final class Outbox implements AutoCloseable {
  /** How many settled events are remembered. */
  static final int REMEMBERED = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final Path file;
  private final int remembered;
  private final int rewriteAfterLines;
  private final WireCodec<AlertEvent> codec = WireCodec.of(AlertEvent.class);
  private final Map<AlertKey, PendingDelivery> pending = new LinkedHashMap<>();
  private final Set<AlertKey> settled = new LinkedHashSet<>();
  private FileChannel channel;
  private int lines;

  /** Opens the outbox, creating its folder and file if they are not there. */
  public Outbox(Path file) {
    this(file, REMEMBERED, REMEMBERED);
  }

  Outbox(Path file, int remembered, int rewriteAfterLines) {
    this.file = file;
    this.remembered = remembered;
    this.rewriteAfterLines = rewriteAfterLines;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      replay();
      channel = rewrite();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Takes an event, unless it was taken before.
   *
   * @return the delivery to make, nothing for a repeat
   */
  public synchronized Optional<PendingDelivery> accept(AlertEvent event, Instant now) {
    AlertKey key = AlertKey.of(event);
    if (pending.containsKey(key) || settled.contains(key)) {
      return Optional.empty();
    }
    // What is kept must be what a restart would read: times to the millisecond.
    PendingDelivery delivery =
        new PendingDelivery(key, event, Instant.ofEpochMilli(now.toEpochMilli()));
    append(new OutboxLine.Accepted(delivery));
    pending.put(key, delivery);
    return Optional.of(delivery);
  }

  /** Notes that an event needs no further attempt. */
  public synchronized void settle(AlertKey key) {
    if (pending.remove(key) == null) {
      return;
    }
    remember(key);
    append(new OutboxLine.Settled(key));
    if (lines > rewriteAfterLines + settled.size() + pending.size()) {
      try {
        channel.close();
        channel = rewrite();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }

  /** Returns once everything accepted so far is on the disk. */
  public synchronized void force() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Returns what is still to be delivered, oldest first. */
  public synchronized List<PendingDelivery> pending() {
    return List.copyOf(pending.values());
  }

  /** Returns how many deliveries are pending. */
  public synchronized int size() {
    return pending.size();
  }

  @Override
  public synchronized void close() {
    try {
      if (channel.isOpen()) {
        channel.force(false);
        channel.close();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void remember(AlertKey key) {
    settled.add(key);
    Iterator<AlertKey> oldest = settled.iterator();
    while (settled.size() > remembered) {
      oldest.next();
      oldest.remove();
    }
  }

  private void append(OutboxLine line) {
    try {
      write(channel, line);
    } catch (IOException e) {
      throw failure(e);
    }
    lines++;
  }

  private void write(FileChannel target, OutboxLine line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line.format(codec) + "\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      target.write(bytes);
    }
  }

  private void replay() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    int damaged = 0;
    try (var text = Files.newBufferedReader(file, ISO_8859_1)) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        Optional<OutboxLine> entry = parse(line);
        if (entry.isEmpty()) {
          damaged++;
        } else if (entry.get() instanceof OutboxLine.Accepted accepted) {
          pending.put(accepted.delivery().key(), accepted.delivery());
        } else if (entry.get() instanceof OutboxLine.Settled done) {
          pending.remove(done.key());
          remember(done.key());
        }
      }
    }
    if (damaged > 0) {
      LOG.warn(
          "{} holds {} damaged line(s), which were skipped; one at the end is what a crash leaves"
              + " and loses nothing, because its event is read from the topic again",
          file,
          damaged);
    }
  }

  private Optional<OutboxLine> parse(String line) {
    try {
      return OutboxLine.parse(line, codec);
    } catch (UndecodableRecordException e) {
      throw new UndecodableRecordException(
          "the outbox " + file + " holds an event of a newer release: " + e.getMessage(), e);
    }
  }

  /** Writes what is known to a fresh file, puts it in place of the old one and opens it. */
  private FileChannel rewrite() throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    List<OutboxLine> entries = new ArrayList<>();
    settled.forEach(key -> entries.add(new OutboxLine.Settled(key)));
    pending.values().forEach(delivery -> entries.add(new OutboxLine.Accepted(delivery)));
    try (FileChannel target =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (OutboxLine entry : entries) {
        write(target, entry);
      }
      target.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    lines = entries.size();
    return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private UncheckedIOException failure(IOException e) {
    return new UncheckedIOException(
        "the outbox "
            + file
            + " cannot be read or written ("
            + e.getMessage()
            + "); check the disk's free space and the folder's permissions",
        e);
  }
}
