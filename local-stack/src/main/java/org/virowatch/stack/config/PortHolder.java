package org.virowatch.stack.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds which process listens on a port, as far as Linux tells this user; elsewhere it stays
 * unknown.
 */
final class PortHolder {
  private static final String LISTEN = "0A";
  private static final int STATE_COLUMN = 3;
  private static final int INODE_COLUMN = 9;
  private static final int COMMAND_LENGTH = 120;

  private PortHolder() {}

  /** Returns the process's id and command, if it can be found. */
  static Optional<String> of(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      sockets.addAll(listeningSockets(Path.of(table), port));
    }
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (holdsOneOf(process, sockets)) {
          return Optional.of("process " + process.getFileName() + command(process));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Set<String> listeningSockets(Path table, int port) {
    Set<String> sockets = new HashSet<>();
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try {
      for (String line : Files.readAllLines(table, UTF_8)) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length > INODE_COLUMN
            && columns[1].endsWith(suffix)
            && columns[STATE_COLUMN].equals(LISTEN)) {
          sockets.add("socket:[" + columns[INODE_COLUMN] + "]");
        }
      }
    } catch (IOException e) {
      return Set.of();
    }
    return sockets;
  }

  private static boolean holdsOneOf(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  private static String command(Path process) {
    try {
      String command =
          Files.readString(process.resolve("cmdline"), UTF_8).replace('\0', ' ').strip();
      if (command.isEmpty()) {
        return "";
      }
      return " ("
          + (command.length() > COMMAND_LENGTH
              ? command.substring(0, COMMAND_LENGTH) + "…"
              : command)
          + ")";
    } catch (IOException e) {
      return "";
    }
  }
}
