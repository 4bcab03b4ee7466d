package org.virowatch.ingest.dataset;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch dataset}. */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    description = {
      "List and fetch reference datasets of a Nextclade dataset server, and tell which of the"
          + " installed ones sequences are for.",
      "Fetched datasets are used by name: --dataset NAME. The built-in sars-cov-2 needs no fetching."
    },
    subcommands = {DatasetListCommand.class, DatasetGetCommand.class, DatasetDetectCommand.class},
    footerHeading = "%nExample:%n",
    footer = {"  virowatch dataset list rsv", "  virowatch dataset get nextstrain/rsv/a"})
public final class DatasetCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do with datasets: list, get or detect");
  }
}
