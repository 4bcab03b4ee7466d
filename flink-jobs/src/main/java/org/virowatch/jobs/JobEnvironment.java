package org.virowatch.jobs;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What both jobs ask of Flink. Where checkpoints are kept, the parallelism and the restart strategy
 * are the cluster's to say.
 */
final class JobEnvironment {
  /** Key groups; fixed, so that a savepoint can be resumed with any parallelism up to this. */
  static final int MAX_PARALLELISM = 128;

  private JobEnvironment() {}

  static void configure(StreamExecutionEnvironment env, JobSettings settings) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
    // Under load a checkpoint takes longer, and then they come less often: the work comes first.
    configuration.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, settings.checkpointInterval());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    // Most genomes are new: that their key is not there must not cost a look into every file.
    configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    // Kryo must never be used: its format cannot evolve and it would do so silently.
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    // Records are never changed after they are emitted, so chained operators need no copies.
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    env.configure(configuration);
  }
}
