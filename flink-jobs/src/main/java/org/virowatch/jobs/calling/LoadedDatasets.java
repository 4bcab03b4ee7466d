package org.virowatch.jobs.calling;

import java.io.Serial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/** Loads the deployment's datasets by name or path on the machine where a task runs. */
public final class LoadedDatasets implements CallerFactory {
  @Serial private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LoadedDatasets.class);

  private final List<String> namesOrPaths;
  private final String cacheFolder;
  private final Retention retention;

  /**
   * Says what to load.
   *
   * @param namesOrPaths as {@link ReferenceDatasets#resolve} takes them
   * @param cacheFolder folder of fetched datasets
   */
  public LoadedDatasets(List<String> namesOrPaths, String cacheFolder) {
    this(namesOrPaths, cacheFolder, Retention.FOREVER);
  }

  /**
   * As above, for callers that refuse what a retention has ended.
   *
   * @param retention how long genomes count
   */
  public LoadedDatasets(List<String> namesOrPaths, String cacheFolder, Retention retention) {
    this.namesOrPaths = List.copyOf(namesOrPaths);
    this.cacheFolder = cacheFolder;
    this.retention = retention;
  }

  /** Loads the datasets. */
  public List<ReferenceDataset> load() {
    List<ReferenceDataset> datasets = new ArrayList<>();
    for (String nameOrPath : namesOrPaths) {
      ReferenceDataset dataset = ReferenceDatasets.resolve(nameOrPath, Path.of(cacheFolder));
      LOG.info("loaded dataset {} {} from {}", dataset.name(), dataset.version(), nameOrPath);
      datasets.add(dataset);
    }
    return datasets;
  }

  @Override
  public GenomeCaller create() {
    return new GenomeCaller(load(), retention);
  }

  /** Loads the datasets' lineage hierarchies, by name of the dataset. */
  public Map<String, LineageHierarchy> hierarchies() {
    Map<String, LineageHierarchy> hierarchies = new HashMap<>();
    for (ReferenceDataset dataset : load()) {
      hierarchies.put(dataset.name(), LineageHierarchy.of(dataset.lineageParents()));
    }
    return hierarchies;
  }
}
