package org.virowatch.ingest.dataset;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code virowatch dataset list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the datasets of a server, the built-in one and those fetched, as TSV.",
    footerHeading = "%nExample:%n",
    footer = {
      "  virowatch dataset list",
      "  virowatch dataset list flu",
      "  virowatch dataset list --offline"
    })
public final class DatasetListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DatasetOptions options = new DatasetOptions();

  @Parameters(
      paramLabel = "WORD",
      arity = "0..1",
      defaultValue = "",
      description = "Only datasets whose name or title has this word.")
  private String word = "";

  @Option(names = "--offline", description = "Only what is on this machine; ask no server.")
  private boolean offline;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Map<String, List<String>> cached = options.cache().contents();
      List<ServedDataset> served = offline ? List.of() : options.server().index().datasets();
      out.println("name\tshortcuts\tversion\ttitle\there");
      if (matches(ReferenceDatasets.BUILT_IN)) {
        String version = ReferenceDatasets.builtIn().version();
        out.printf("%s\t\t%s\tSARS-CoV-2\tbuilt-in%n", ReferenceDatasets.BUILT_IN, version);
      }
      for (ServedDataset dataset : served) {
        if (dataset.mentions(word)) {
          out.printf(
              "%s\t%s\t%s\t%s\t%s%n",
              dataset.path(),
              String.join(" ", dataset.shortcuts()),
              dataset.latest(),
              dataset.title(),
              String.join(" ", cached.getOrDefault(dataset.path(), List.of())));
        }
      }
      for (Map.Entry<String, List<String>> here : cached.entrySet()) {
        boolean listed = served.stream().anyMatch(d -> d.path().equals(here.getKey()));
        if (!listed && matches(here.getKey())) {
          String versions = String.join(" ", here.getValue());
          out.printf("%s\t\t\t\t%s%n", here.getKey(), versions);
        }
      }
      out.flush();
      return ExitCode.OK;
    } catch (DatasetFetchException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "virowatch dataset list: " + e.getMessage() + "; --offline lists what is fetched");
      err.flush();
      return ExitCode.SOFTWARE;
    }
  }

  private boolean matches(String name) {
    return Similarity.folded(name).contains(Similarity.folded(word));
  }
}
