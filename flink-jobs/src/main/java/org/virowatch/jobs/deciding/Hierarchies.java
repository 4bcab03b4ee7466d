package org.virowatch.jobs.deciding;

import java.io.Serializable;
import java.util.Map;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/** Finds the lineage hierarchies of the deployment's datasets, where a task runs. */
@FunctionalInterface
public interface Hierarchies extends Serializable {
  /** Loads the hierarchies, by name of the dataset. */
  Map<String, LineageHierarchy> load();
}
