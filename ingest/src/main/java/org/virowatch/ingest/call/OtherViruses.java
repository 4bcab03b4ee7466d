package org.virowatch.ingest.call;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.ingest.dataset.InstalledOptions;

/**
 * What sequences may be that are not of the dataset named: it and the installed datasets, loaded
 * when the first sequence is suspect. A dataset that cannot be loaded is told of and does not stop
 * the call. Thread-safe.
 */
final class OtherViruses implements Supplier<DatasetDetector> {

  private final ReferenceDataset named;
  private final InstalledOptions installed;
  private final PrintWriter err;
  private @Nullable DatasetDetector detector;

  OtherViruses(ReferenceDataset named, InstalledOptions installed, PrintWriter err) {
    this.named = named;
    this.installed = installed;
    this.err = err;
  }

  @Override
  public synchronized DatasetDetector get() {
    DatasetDetector known = detector;
    if (known == null) {
      List<ReferenceDataset> datasets = new ArrayList<>(List.of(named));
      try {
        datasets.addAll(installed.load(err::println));
      } catch (DatasetException e) {
        err.println(e.getMessage());
      }
      known = DatasetDetector.of(datasets);
      detector = known;
    }
    return known;
  }
}
