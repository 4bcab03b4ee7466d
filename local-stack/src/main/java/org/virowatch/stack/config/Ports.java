package org.virowatch.stack.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/** TCP ports of the loopback interface. */
public final class Ports {
  private static final int CONNECT_MILLIS = 500;

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

  /** Returns a port that is free now. */
  public static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StackException("no TCP port is free on this machine: " + e.getMessage(), e);
    }
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
