package org.virowatch.ingest.dataset;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code virowatch dataset get}. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = {
      "Fetch a dataset into the cache.",
      "A dataset that is there already is checked against its checksums and kept; a damaged one is"
          + " fetched again. Whatever goes wrong, nothing half done remains."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  virowatch dataset get nextstrain/rsv/a",
      "  virowatch call --dataset nextstrain/rsv/a --output-tsv calls.tsv genomes.fasta"
    })
public final class DatasetGetCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @Spec private CommandSpec spec;

  @Mixin private DatasetOptions options = new DatasetOptions();

  @Parameters(
      paramLabel = "NAME",
      description = "Name or shortcut, as 'virowatch dataset list' shows them.")
  private String name;

  @Option(
      names = "--version-tag",
      paramLabel = "TAG",
      description = "Version, such as 2025-04-01--08-20-12Z (default: the newest).")
  private @Nullable String version;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      DatasetDownload.Result result =
          new DatasetDownload(options.server(), options.cache()).get(name, version);
      result.notes().forEach(note -> out.println("note: " + note));
      if (result.fetched()) {
        out.printf(
            Locale.ROOT,
            "fetched %s, version %s (%.1f MB) into %s%n",
            result.dataset().path(),
            result.tag(),
            result.bytes() / MEGABYTE,
            result.folder());
      } else {
        out.printf(
            "%s, version %s is there already and sound: %s%n",
            result.dataset().path(), result.tag(), result.folder());
      }
      out.printf("use it with --dataset %s%n", result.dataset().path());
      out.flush();
      return ExitCode.OK;
    } catch (DatasetFetchException e) {
      spec.commandLine().getErr().println("virowatch dataset get: " + e.getMessage());
      spec.commandLine().getErr().flush();
      return ExitCode.SOFTWARE;
    }
  }
}
