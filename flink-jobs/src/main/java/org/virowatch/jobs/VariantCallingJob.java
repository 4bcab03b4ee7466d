package org.virowatch.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.virowatch.jobs.calling.CallFunction;
import org.virowatch.jobs.calling.CallerFactory;
import org.virowatch.jobs.calling.LoadedDatasets;
import org.virowatch.jobs.calling.VersionGateOperator;
import org.virowatch.jobs.time.SubmissionWatermarks;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.KafkaSinks;
import org.virowatch.jobs.wire.KafkaSources;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.jobs.wire.RejectionOutput;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.topic.Topic;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The variant-calling job: {@code submissions} to {@code genomes} and {@code rejections}. */
@Command(
    name = "variant-calling",
    mixinStandardHelpOptions = true,
    description = "Calls submitted genomes against their reference datasets.")
public final class VariantCallingJob implements Callable<Integer> {
  /** Name of the job on the cluster, its consumer group and the prefix of its transactions. */
  public static final String NAME = "virowatch-variant-calling";

  /**
   * How often calls are committed, where no option says otherwise: nobody sees a call before, and
   * there is little state to write. Surveillance, which has much, commits less often.
   */
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(500);

  @Mixin private JobOptions options;

  /** Submits the job to the cluster that the environment stands for. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new VariantCallingJob()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(env, options.toSettings(committingOften(JobSettings.defaults())));
    env.executeAsync(NAME);
    return 0;
  }

  /** Returns settings with the usual checkpoint interval of this job. */
  public static JobSettings committingOften(JobSettings settings) {
    return settings.withIntervals(
        CHECKPOINT_INTERVAL, settings.publishInterval(), settings.bundleInterval());
  }

  /** Adds the job, with Kafka at both ends, to an environment. */
  public static void define(StreamExecutionEnvironment env, JobSettings settings) {
    JobEnvironment.configure(env, settings);
    String brokers = settings.bootstrapServers();
    Duration timeout = settings.transactionTimeout();
    define(
        env,
        settings,
        KafkaSources.of(Topic.SUBMISSIONS, Submission.class, brokers, NAME),
        new LoadedDatasets(settings.datasets(), settings.datasetCache(), settings.retention()),
        KafkaSinks.exactlyOnce(Topic.GENOMES, CalledGenome.class, brokers, NAME, timeout),
        KafkaSinks.exactlyOnce(Topic.REJECTIONS, Rejection.class, brokers, NAME, timeout));
  }

  /** The job, from end to end. */
  static void define(
      StreamExecutionEnvironment env,
      JobSettings settings,
      Source<Incoming<Submission>, ?, ?> submissions,
      CallerFactory callers,
      Sink<Outgoing<CalledGenome>> genomes,
      Sink<Outgoing<Rejection>> rejections) {
    var called =
        env.fromSource(
                submissions,
                SubmissionWatermarks.alignedStrategy(
                    "submissions",
                    Submission::getSubmittedAt,
                    settings.outOfOrderness(),
                    settings.idle(),
                    Clock.systemUTC()),
                "submissions",
                ExplicitType.incoming(Submission.class))
            .uid("submissions")
            .process(new CallFunction(callers), ExplicitType.record(CalledGenome.class))
            .uid("call")
            .name("call");

    var accepted =
        called
            .keyBy(CalledGenome::getAccession, Types.STRING)
            .transform(
                "version gate",
                ExplicitType.outgoing(CalledGenome.class),
                new VersionGateOperator(settings.retention()))
            .uid("version-gate");

    accepted.sinkTo(genomes).uid("genomes").name("genomes");

    called
        .getSideOutput(RejectionOutput.TAG)
        .union(accepted.getSideOutput(RejectionOutput.TAG))
        .sinkTo(rejections)
        .uid("rejections")
        .name("rejections");
  }
}
