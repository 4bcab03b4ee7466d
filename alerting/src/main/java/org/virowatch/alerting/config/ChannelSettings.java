package org.virowatch.alerting.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.virowatch.alerting.channel.ConsoleChannel;

/** The settings of one channel. */
public sealed interface ChannelSettings {
  /**
   * Returns the channel's name: letters, digits, {@code _} and {@code -}; a folder is called so.
   */
  String name();

  /** Returns which events it gets. */
  ChannelFilter filter();

  /** Returns when a failed delivery is tried again. */
  RetrySettings retry();

  /**
   * Prints to the service's standard output.
   *
   * @param name the channel's name
   * @param filter which events it gets
   * @param format what a line looks like
   */
  record Console(String name, ChannelFilter filter, ConsoleChannel.Format format)
      implements ChannelSettings {
    @Override
    public RetrySettings retry() {
      return RetrySettings.DEFAULT;
    }
  }

  /**
   * Posts JSON to a URL.
   *
   * @param name the channel's name
   * @param filter which events it gets
   * @param url where to post
   * @param headers further request headers
   * @param timeout limit for one attempt
   * @param retry when a failed delivery is tried again
   */
  record Webhook(
      String name,
      ChannelFilter filter,
      URI url,
      Map<String, String> headers,
      Duration timeout,
      RetrySettings retry)
      implements ChannelSettings {
    /** Limit for one attempt where none is set. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** Copies the headers. */
    public Webhook {
      headers = Map.copyOf(headers);
    }

    /** Leaves the headers' values and the URL's path out, which often hold secrets. */
    @Override
    public String toString() {
      return "webhook " + name + " to " + url.getScheme() + "://" + url.getAuthority();
    }
  }
}
