package org.virowatch.alerting.delivery;

import java.util.List;
import org.virowatch.schemas.AlertEvent;

/** Hands events to every channel. */
public final class Dispatcher implements AutoCloseable {
  private final List<ChannelDelivery> channels;

  /** Takes over the channels and closes them in the end. */
  public Dispatcher(List<ChannelDelivery> channels) {
    this.channels = List.copyOf(channels);
  }

  /**
   * Gives the events to every channel that wants them. When this returns, each event is delivered
   * or on the disk for each channel, and need not be read again.
   */
  public void accept(List<AlertEvent> events) {
    for (ChannelDelivery channel : channels) {
      channel.accept(events);
    }
  }

  /** Returns how each channel is doing. */
  public List<ChannelStatus> status() {
    return channels.stream().map(ChannelDelivery::status).toList();
  }

  @Override
  public void close() {
    channels.forEach(ChannelDelivery::close);
  }
}
