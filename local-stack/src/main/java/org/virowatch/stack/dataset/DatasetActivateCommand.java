package org.virowatch.stack.dataset;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.CallBasis;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.stored.Fidelity;
import org.virowatch.genomics.stored.Realignment;
import org.virowatch.schemas.ActivationPhase;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.deployment.DeployedDataset;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.process.ProcessIdentity;
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
      "without their sequences, while the stream goes on. Frequencies and alerts are those of the",
      "old calls until all are placed, and those of the new ones from one instant on. Interrupted,",
      "the same command goes on where it stopped; 'virowatch status' shows how far it is."
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
        "Faster; genomes that the new search would align otherwise stay as they are."
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
    ReferenceDataset used = requireSameReference(deployment, dataset, cache);
    requireNoOtherCommand();
    ActivationStore store = new ActivationStore(deployment.bootstrapServers());
    DatasetActivation known = store.activations().get(dataset.name());
    DatasetActivation unfinished =
        known == null || known.getPhase() == ActivationPhase.ACTIVE ? null : known;
    if (unfinished != null && !unfinished.getVersion().equals(dataset.version())) {
      throw new StackException(
          "the activation of "
              + dataset.name()
              + " "
              + unfinished.getVersion()
              + " was begun and is not done: activate that version again, which goes on where it"
              + " stopped, and "
              + dataset.version()
              + " afterwards");
    }
    boolean calledWith = used.version().equals(dataset.version());
    if (unfinished == null
        && calledWith
        && (known == null
            ? new StoredVersions(deployment.bootstrapServers()).areAllOf(dataset)
            : known.getVersion().equals(dataset.version()))) {
      say(
          dataset.name()
              + " "
              + dataset.version()
              + " is active already: all genomes are called with it and counted under it");
      ActivationNote.remove(stack.dataDir());
      return 0;
    }
    if (!calledWith) {
      stack.changeDataset(location, this::say);
    }
    DatasetActivation activation = unfinished == null ? next(dataset, known) : unfinished;
    long began = System.nanoTime();
    MoveTally tally =
        new ActivationRun(
                dataset,
                activation,
                keepAlignments ? Realignment.IF_SCORES_DIFFER : Realignment.IF_SEARCH_DIFFERS,
                deployment.bootstrapServers(),
                Math.max(1, jobs),
                progress -> tell(dataset, stack.dataDir(), progress))
            .run(this::explain);
    ActivationNote.remove(stack.dataDir());
    report(tally, dataset, (System.nanoTime() - began) / 1e9);
    return tally.refused() == 0 ? 0 : 1;
  }

  private static DatasetActivation next(
      ReferenceDataset dataset, @Nullable DatasetActivation before) {
    return new DatasetActivation(
        dataset.name(),
        before == null ? 1 : before.getNumber() + 1,
        dataset.version(),
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
        ActivationPhase.MOVING,
        before == null ? Instant.EPOCH : before.getInForce());
  }

  private void requireNoOtherCommand() {
    ActivationNote note = ActivationNote.in(dataDir).orElse(null);
    if (note != null
        && note.isUnderWay()
        && note.command().pid() != ProcessHandle.current().pid()) {
      throw new StackException(
          note.sentence()
              + "; it is under way in process "
              + note.command().pid()
              + ". Watch it with 'virowatch status', or end that process first");
    }
  }

  /** Returns the version that the stack calls genomes with. */
  private static ReferenceDataset requireSameReference(
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
    return used;
  }

  /** To the person every two seconds, and to whoever asks for the status as often. */
  private void tell(ReferenceDataset dataset, Path folder, String progress) {
    Instant now = Clock.systemUTC().instant();
    if (!now.isBefore(toldAt.plusSeconds(2))) {
      toldAt = now;
      say(progress);
      new ActivationNote(
              dataset.name(),
              dataset.version(),
              location,
              progress,
              ProcessIdentity.of(ProcessHandle.current()))
          .write(folder);
    }
  }

  private void report(MoveTally tally, ReferenceDataset dataset, double seconds) {
    say(
        String.format(
            Locale.ROOT,
            "%d genomes moved, %d were of this version, %d could not be moved",
            tally.movedCalls(),
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
    say(
        String.format(
            Locale.ROOT,
            "done after %.1f s (%.0f genomes/s): %s %s is in force",
            seconds,
            tally.movedCalls() / Math.max(seconds, 0.001),
            dataset.name(),
            dataset.version()));
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
