package org.virowatch.stack.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {
  private static final int CONNECT_MILLIS = 500;

  /** Below the range of connections, which starts at 32768 on Linux and 49152 elsewhere. */
  private static final int START_OF_SERVERS = 20_000;

  private static final int END_OF_SERVERS = 32_768;

  private Ports() {}

  /** Returns whether a server can listen on the port now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns whether a server accepts connections on the port now. */
  public static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns a port that is free now, outside of the range from which the system takes the local
   * ports of connections. Within it another connection could take the port before the server does,
   * or while the server is away: a client that calls a port of that range again and again in the
   * end reaches itself.
   */
  public static int anyFree() {
    int range = END_OF_SERVERS - START_OF_SERVERS;
    int start = ThreadLocalRandom.current().nextInt(range);
    for (int i = 0; i < range; i++) {
      int port = START_OF_SERVERS + (start + i) % range;
      if (isFree(port)) {
        return port;
      }
    }
    throw new StackException(
        "no TCP port from "
            + START_OF_SERVERS
            + " to "
            + (END_OF_SERVERS - 1)
            + " is free on this machine; stop what listens there");
  }

  /**
   * Returns the port wanted, or any free one for 0.
   *
   * @param option the command-line option that chooses this port, for the message
   * @param service what would listen there, for the message
   * @throws StackException if the port is taken; names the process that holds it, where the system
   *     says so, and the option to choose another
   */
  public static int choose(int wanted, String option, String service) {
    if (wanted == 0) {
      return anyFree();
    }
    if (isFree(wanted)) {
      return wanted;
    }
    Optional<String> holder = PortHolder.of(wanted);
    throw new StackException(
        "port "
            + wanted
            + ", wanted for "
            + service
            + ", is taken"
            + holder.map(text -> " by " + text).orElse(" by another process")
            + "; choose another with "
            + option
            + " PORT ("
            + option
            + " 0 takes any free one), or stop that process");
  }
}
