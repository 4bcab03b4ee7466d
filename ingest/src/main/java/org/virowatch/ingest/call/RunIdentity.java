package org.virowatch.ingest.call;

import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What outputs say of the run they come from.
 *
 * @param program the program and its version
 * @param createdAt when the run began, ISO 8601
 */
record RunIdentity(String program, String createdAt) {

  static RunIdentity of(CommandSpec command, Clock clock) {
    String[] version = command.root().version();
    return new RunIdentity(
        version.length == 0 ? "virowatch" : version[0], clock.instant().toString());
  }
}
