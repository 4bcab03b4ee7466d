package org.virowatch.stack.dataset;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.virowatch.genomics.dataset.CallBasis;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.stored.Fidelity;
import org.virowatch.genomics.stored.Realignment;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.deployment.DeployedDataset;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.supervisor.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code virowatch dataset activate}: a running stack and its genomes on a newer tree. */
@Command(
    name = "activate",
    description = {
      "Moves a running stack and all its stored genomes to another version of a dataset.",
      "New genomes are called with it at once; stored ones are placed again from their calls,",
      "without their sequences, while the stream goes on. Interrupted, the same command goes on",
      "where it stopped. While it runs, frequencies are made of both versions, so alerts decided",
      "meanwhile can be wrong; they are decided anew once it is done."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch dataset activate ./sars-cov-2-2025-04.zip",
      "  virowatch dataset activate ./sars-cov-2-2025-04.zip --keep-alignments"
    },
    mixinStandardHelpOptions = true)
public final class DatasetActivateCommand implements Callable<Integer> {
  private static final int MOST_EXPLAINED = 20;
  private static final Duration COUNTING_PATIENCE = Duration.ofHours(2);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      description = {
        "Folder or zip archive of the new version, or the name of a fetched dataset. It must lie",
        "at another place than the version in use, and have the same name and reference."
      })
  private String location = "";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = DeploymentOptions.DEFAULT_DATA_DIR,
      description = "Data folder of the stack (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(DeploymentOptions.DEFAULT_DATA_DIR);

  @Option(
      names = "--keep-alignments",
      description = {
        "Keep alignments where the versions only look for them more or less widely (bands, seeds).",
        "Ten times faster; genomes that the new search would align otherwise stay as they are."
      })
  private boolean keepAlignments;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Threads that move genomes (default: the machine's cores).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  private int explained;
  private Instant toldAt = Instant.EPOCH;

  @Override
  public Integer call() throws InterruptedException {
    LocalStack stack = LocalStack.at(dataDir);
    Deployment deployment = stack.deployment();
    Path cache = dataDir.resolve("datasets");
    ReferenceDataset dataset = ReferenceDatasets.resolve(location, cache);
    requireSameReference(deployment, dataset, cache);
    String wanted = absolute(location);
    if (deployment.datasets().contains(new DeployedDataset(dataset.name(), wanted))) {
      say("genomes are called with " + dataset.version() + " already");
    } else {
      stack.changeDataset(location, this::say);
    }
    GenomeMove move =
        new GenomeMove(
            dataset,
            keepAlignments ? Realignment.IF_SCORES_DIFFER : Realignment.IF_SEARCH_DIFFERS,
            Clock.systemUTC().instant(),
            deployment.bootstrapServers(),
            Math.max(1, jobs));
    long began = System.nanoTime();
    GenomeMove.Result result = move.run(this::tell, this::explain);
    report(result.tally(), (System.nanoTime() - began) / 1e9);
    awaitCounted(move, result);
    say(
        String.format(
            Locale.ROOT,
            "done after %.1f s: all genomes are counted under %s %s",
            (System.nanoTime() - began) / 1e9,
            dataset.name(),
            dataset.version()));
    return result.tally().refused() == 0 ? 0 : 1;
  }

  private static void requireSameReference(
      Deployment deployment, ReferenceDataset dataset, Path cache) {
    DeployedDataset deployed =
        deployment
            .dataset(dataset.name())
            .orElseThrow(
                () ->
                    new StackException(
                        "the stack has no dataset '"
                            + dataset.name()
                            + "' that this could be a version of; it has "
                            + String.join(
                                ", ",
                                deployment.datasets().stream().map(DeployedDataset::name).toList())
                            + ". A further dataset is added with 'virowatch up --dataset'"));
    ReferenceDataset used = ReferenceDatasets.resolve(deployed.location(), cache);
    if (!CallBasis.of(used).reference().equals(CallBasis.of(dataset).reference())) {
      throw new StackException(
          "the reference of "
              + dataset.name()
              + " "
              + dataset.version()
              + " ("
              + dataset.referenceName()
              + ", "
              + dataset.length()
              + " bases) is not that of "
              + used.version()
              + ", which the stored genomes are called against ("
              + used.referenceName()
              + ", "
              + used.length()
              + " bases). Positions of one reference mean nothing on another: submit the genomes"
              + " again to a stack with the new dataset");
    }
  }

  /** As the stack keeps it: paths are absolute there. */
  private static String absolute(String named) {
    Path path = Path.of(named);
    return java.nio.file.Files.exists(path) ? path.toAbsolutePath().normalize().toString() : named;
  }

  private void awaitCounted(GenomeMove move, GenomeMove.Result result) throws InterruptedException {
    Instant deadline = Clock.systemUTC().instant().plus(COUNTING_PATIENCE);
    long left = move.uncounted(result.written());
    while (left > 0) {
      if (Clock.systemUTC().instant().isAfter(deadline)) {
        throw new StackException(
            left
                + " moved genomes are not counted yet; see with 'virowatch status' whether the"
                + " surveillance job runs. Nothing needs to be done again");
      }
      tellSometimes("waiting until the moved genomes are counted, " + left + " records left");
      TimeUnit.MILLISECONDS.sleep(500);
      left = move.uncounted(result.written());
    }
  }

  private void tell(MoveTally tally) {
    tellSometimes(
        String.format(
            Locale.ROOT,
            "%d of %d stored records read (%.0f %%), %d genomes moved",
            tally.read(),
            tally.stored(),
            tally.stored() == 0 ? 100.0 : 100.0 * tally.read() / tally.stored(),
            tally.movedCalls()));
  }

  private void tellSometimes(String line) {
    Instant now = Clock.systemUTC().instant();
    if (!now.isBefore(toldAt.plusSeconds(2))) {
      toldAt = now;
      say(line);
    }
  }

  private void report(MoveTally tally, double seconds) {
    say(
        String.format(
            Locale.ROOT,
            "%d genomes moved in %.1f s (%.0f/s), %d were of this version, %d could not be moved",
            tally.movedCalls(),
            seconds,
            tally.movedCalls() / Math.max(seconds, 0.001),
            tally.current(),
            tally.refused()));
    long kept = tally.moved().getOrDefault(Fidelity.ALIGNMENT_KEPT, 0L);
    if (kept > 0) {
      say(kept + " of them keep an alignment that the new version might have made otherwise");
    }
    long doubtful = tally.moved().getOrDefault(Fidelity.AMBIGUITY_UNKNOWN, 0L);
    if (doubtful > 0) {
      say(
          doubtful
              + " of them were stored by a release that did not tell ambiguity codes from N; their"
              + " quality and, rarely, their lineage can differ from a call of the sequence");
    }
  }

  private synchronized void explain(CalledGenome genome, String reason) {
    if (explained++ < MOST_EXPLAINED) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "virowatch dataset activate: "
              + (genome.getAccession() + " version " + genome.getVersion())
                  .replaceAll("\\p{Cntrl}", " ")
              + " stays as it was: "
              + reason);
      err.flush();
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("  " + line);
    out.flush();
  }
}
