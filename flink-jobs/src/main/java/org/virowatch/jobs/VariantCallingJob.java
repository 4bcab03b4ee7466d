package org.virowatch.jobs;

import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The variant-calling job: {@code submissions} to {@code genomes} and {@code rejections}. */
@Command(
    name = "variant-calling",
    mixinStandardHelpOptions = true,
    description = "Calls submitted genomes against their reference datasets.")
public final class VariantCallingJob implements Callable<Integer> {
  /** Name of the job on the cluster. */
  public static final String NAME = "virowatch-variant-calling";

  @Mixin private JobOptions options;

  /** Submits the job to the cluster that the environment stands for. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new VariantCallingJob()).execute(args));
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
