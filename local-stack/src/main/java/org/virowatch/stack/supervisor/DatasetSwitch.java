package org.virowatch.stack.supervisor;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackException;

/**
 * Has both jobs go on with another version of one of their datasets. They stop with savepoints and
 * start again within seconds; what comes meanwhile waits in its topic. Used by the supervisor's
 * thread only.
 */
final class DatasetSwitch {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetSwitch.class);

  private final ManagedStack stack;
  private final DatasetRequest request;
  private final Progress progress;

  DatasetSwitch(ManagedStack stack, DatasetRequest request, Progress progress) {
    this.stack = stack;
    this.request = request;
    this.progress = progress;
  }

  /** Does what a command asks for, if one does, and answers. */
  void doWhatIsAsked() throws InterruptedException {
    String location = request.pending().orElse(null);
    if (location == null) {
      return;
    }
    String refusal = "";
    try {
      change(location);
    } catch (StackException | DatasetException e) {
      LOG.warn("the dataset {} was asked for and is not used", location, e);
      refusal = String.valueOf(e.getMessage());
    }
    request.answer(refusal);
  }

  private void change(String location) throws InterruptedException {
    StackConfig before = stack.config();
    List<String> names =
        StackDatasets.load(before).deployed().stream().map(dataset -> dataset.name()).toList();
    ReferenceDataset wanted = ReferenceDatasets.resolve(location, StackDatasets.cache(before));
    int place = names.indexOf(wanted.name());
    if (place < 0) {
      throw new StackException(
          "the stack has no dataset '" + wanted.name() + "', only " + String.join(", ", names));
    }
    List<String> datasets = new ArrayList<>(before.datasets());
    datasets.set(place, location);
    StackConfig after = before.toBuilder().datasets(datasets).build();
    progress.say("dataset " + wanted.name() + ": changing to " + wanted.version());
    stack.runJobsWith(after);
    new Deployment(
            stack.broker().bootstrapServers(),
            stack.cluster().url(),
            StackDatasets.load(after).deployed())
        .write(after.dataDir());
    progress.say("dataset " + wanted.name() + ": genomes are called with " + wanted.version());
  }
}
