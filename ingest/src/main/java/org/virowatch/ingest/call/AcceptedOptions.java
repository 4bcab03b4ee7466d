package org.virowatch.ingest.call;

import picocli.CommandLine.Option;

/**
 * Nextclade's options for what is always done, so that its command lines can be used. Methods have
 * no order of their own, so each option says its place in the help.
 */
final class AcceptedOptions {

  @Option(
      order = 1,
      names = "--in-order",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Write in the order of the input. Always so.")
  void inOrder(boolean always) {
    // Results are handed on in the order of the input whatever is asked for.
  }

  @Option(
      order = 2,
      names = "--replace-unknown",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description =
          "Read letters that are no nucleotide codes as N. Always so for up to 5 %% of a sequence.")
  void replaceUnknown(boolean always) {
    // Said in a warning of the sequence whatever is asked for.
  }
}
