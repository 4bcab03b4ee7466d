package org.virowatch.ingest.submit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Says within seconds that no broker listens, where Kafka's client would go on trying. */
final class BrokerReach {
  private static final int TIMEOUT_MILLIS = 3000;
  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");

  private BrokerReach() {}

  /**
   * Tries the addresses one after the other until one accepts a connection.
   *
   * @throws UploadException if none does
   */
  static void check(String bootstrapServers) {
    List<String> faults = new ArrayList<>();
    IOException last = new IOException("no address given");
    for (String address : SEPARATOR.split(bootstrapServers.strip(), -1)) {
      int colon = address.lastIndexOf(':');
      if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
        faults.add("'" + address + "' is no address of the form host:port");
        continue;
      }
      String host = address.substring(0, colon).replace("[", "").replace("]", "");
      int port = Integer.parseInt(address.substring(colon + 1));
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, Math.min(port, 65_535)), TIMEOUT_MILLIS);
        return;
      } catch (UnknownHostException e) {
        last = e;
        faults.add(address + ": there is no host of this name");
      } catch (IOException e) {
        last = e;
        faults.add(address + ": " + e.getMessage());
      }
    }
    throw new UploadException(
        "no broker can be reached ("
            + String.join("; ", faults)
            + "). Is the stack running? See 'virowatch status', start it with 'virowatch up', or"
            + " name another broker with --bootstrap-servers",
        last);
  }
}
