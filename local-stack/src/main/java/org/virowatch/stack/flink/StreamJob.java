package org.virowatch.stack.flink;

import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.virowatch.jobs.JobSettings;
import org.virowatch.jobs.SurveillanceJob;
import org.virowatch.jobs.VariantCallingJob;

/** The jobs that a stack runs. */
public enum StreamJob {
  /** {@code submissions} to {@code genomes} and {@code rejections}. */
  VARIANT_CALLING("variant-calling", VariantCallingJob.NAME) {
    @Override
    void define(StreamExecutionEnvironment env, JobSettings settings) {
      VariantCallingJob.define(env, VariantCallingJob.committingOften(settings));
    }
  },
  /** {@code genomes} and {@code rules} to {@code frequencies} and {@code alerts}. */
  SURVEILLANCE("surveillance", SurveillanceJob.NAME) {
    @Override
    void define(StreamExecutionEnvironment env, JobSettings settings) {
      SurveillanceJob.define(env, settings);
    }
  };

  private final String label;
  private final String flinkName;

  StreamJob(String label, String flinkName) {
    this.label = label;
    this.flinkName = flinkName;
  }

  /** Returns the job's short name, as {@code status} and the folders of its state show it. */
  public String label() {
    return label;
  }

  /** Returns the job's name on the cluster. */
  public String flinkName() {
    return flinkName;
  }

  /** Returns all jobs in the order of the flow. */
  public static List<StreamJob> all() {
    return List.of(values());
  }

  abstract void define(StreamExecutionEnvironment env, JobSettings settings);
}
