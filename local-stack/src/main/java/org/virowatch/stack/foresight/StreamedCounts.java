package org.virowatch.stack.foresight;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.query.CountedDataset;
import org.virowatch.stack.query.StreamedFrequencies;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import picocli.CommandLine;

/**
 * What a running stack counts of one dataset: as the stream has it, where every genome is asked for
 * that is known now, and otherwise counted anew.
 *
 * @param dataset the dataset
 * @param cells its cells, in order
 * @param leftOut genomes of targeted sampling that are not in them
 */
record StreamedCounts(CountedDataset dataset, SortedMap<CellKey, CellCounts> cells, long leftOut) {
  /**
   * What is asked for.
   *
   * @param dataset the dataset's name; null for the stack's first
   * @param asOf the last day of submission (UTC) that counts; null for all
   * @param targeted whether genomes of targeted sampling count
   * @param sites whether mutations are asked for, and not genomes alone
   */
  record Asked(
      @Nullable String dataset, @Nullable LocalDate asOf, boolean targeted, boolean sites) {
    private boolean isCounted() {
      return targeted && asOf == null;
    }
  }

  /**
   * Reads and counts.
   *
   * @param command for messages of wrong use
   * @throws org.virowatch.alerting.topic.BrokerException if the broker cannot be reached
   */
  static StreamedCounts read(CommandLine command, DeploymentOptions deployment, Asked asked) {
    String brokers = deployment.bootstrapServers();
    Set<CellKey> keys = new HashSet<>();
    SortedMap<CellKey, CellCounts> cells =
        StreamedFrequencies.read(
                brokers,
                key -> {
                  keys.add(key);
                  return asked.isCounted();
                })
            .cells();
    CountedDataset counted = CountedDataset.of(command, deployment, asked.dataset, keys);
    if (asked.isCounted()) {
      cells.keySet().removeIf(key -> !key.dataset().equals(counted.name()));
      return new StreamedCounts(counted, cells, 0);
    }
    StreamedGenomes genomes = StreamedGenomes.read(brokers, counted.name(), asked);
    SortedMap<CellKey, CellCounts> anew = genomes.cells();
    return new StreamedCounts(counted, anew, genomes.leftOut());
  }
}
