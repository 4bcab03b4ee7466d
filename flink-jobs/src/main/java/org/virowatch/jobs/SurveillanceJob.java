package org.virowatch.jobs;

import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The surveillance job: {@code genomes} and {@code rules} to {@code frequencies}, {@code alerts}.
 */
@Command(
    name = "surveillance",
    mixinStandardHelpOptions = true,
    description = "Counts called genomes by region, week and lineage, and decides alerts.")
public final class SurveillanceJob implements Callable<Integer> {
  /** Name of the job on the cluster. */
  public static final String NAME = "virowatch-surveillance";

  @Mixin private JobOptions options;

  /** Submits the job to the cluster that the environment stands for. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SurveillanceJob()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(env, options.toSettings());
    env.executeAsync(NAME);
    return 0;
  }

  /** Adds the job, with Kafka at both ends, to an environment. */
  public static void define(StreamExecutionEnvironment env, JobSettings settings) {
    JobEnvironment.configure(env, settings);
  }
}
