package org.virowatch.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.virowatch.jobs.activating.HeldCells;
import org.virowatch.jobs.activating.HeldPools;
import org.virowatch.jobs.activating.HeldRegions;
import org.virowatch.jobs.activating.HoldFunction;
import org.virowatch.jobs.activating.HoldOperator;
import org.virowatch.jobs.calling.LoadedDatasets;
import org.virowatch.jobs.counting.BundleOperator;
import org.virowatch.jobs.counting.CellBundle;
import org.virowatch.jobs.counting.CellChange;
import org.virowatch.jobs.counting.CountFunction;
import org.virowatch.jobs.counting.CountOperator;
import org.virowatch.jobs.counting.PublishFunction;
import org.virowatch.jobs.counting.PublishOperator;
import org.virowatch.jobs.deciding.DecideFunction;
import org.virowatch.jobs.deciding.DecideOperator;
import org.virowatch.jobs.deciding.Hierarchies;
import org.virowatch.jobs.deciding.KnownChange;
import org.virowatch.jobs.deciding.PoolBundle;
import org.virowatch.jobs.deciding.RegionBundle;
import org.virowatch.jobs.time.NeverHolding;
import org.virowatch.jobs.time.RulesSettled;
import org.virowatch.jobs.time.SilenceOperator;
import org.virowatch.jobs.time.SubmissionWatermarks;
import org.virowatch.jobs.wire.DecodedValues;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.KafkaSinks;
import org.virowatch.jobs.wire.KafkaSources;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.jobs.wire.ReadableFunction;
import org.virowatch.jobs.wire.RejectionOutput;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.regionpool.Pools;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The surveillance job: {@code genomes}, {@code rules} and {@code activations} to {@code
 * frequencies}, {@code forecasts} and {@code alerts}; what cannot be counted goes to {@code
 * rejections}.
 */
@Command(
    name = "surveillance",
    mixinStandardHelpOptions = true,
    description = "Counts called genomes by region, week and lineage, and decides alerts.")
public final class SurveillanceJob implements Callable<Integer> {
  /** Name of the job on the cluster, its consumer group and the prefix of its transactions. */
  public static final String NAME = "virowatch-surveillance";

  @Mixin private JobOptions options;

  /** Submits the job to the cluster that the environment stands for. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SurveillanceJob()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(env, options.toSettings(JobSettings.defaults()));
    env.executeAsync(NAME);
    return 0;
  }

  /** Adds the job, with Kafka at both ends, to an environment. */
  public static void define(StreamExecutionEnvironment env, JobSettings settings) {
    JobEnvironment.configure(env, settings);
    String brokers = settings.bootstrapServers();
    Duration timeout = settings.transactionTimeout();
    define(
        env,
        settings,
        new LoadedDatasets(settings.datasets(), settings.datasetCache())::hierarchies,
        new Ends(
            KafkaSources.of(Topic.GENOMES, CalledGenome.class, brokers, NAME),
            KafkaSources.of(Topic.RULES, AlertRule.class, brokers, NAME),
            KafkaSources.of(Topic.ACTIVATIONS, DatasetActivation.class, brokers, NAME),
            KafkaSinks.atLeastOnce(Topic.FREQUENCIES, FrequencyUpdate.class, brokers, NAME),
            KafkaSinks.atLeastOnce(Topic.FORECASTS, ForecastUpdate.class, brokers, NAME),
            KafkaSinks.exactlyOnce(Topic.ALERTS, AlertEvent.class, brokers, NAME, timeout),
            KafkaSinks.exactlyOnce(Topic.REJECTIONS, Rejection.class, brokers, NAME, timeout)));
  }

  /** Where the job reads and writes. */
  record Ends(
      Source<Incoming<CalledGenome>, ?, ?> genomes,
      Source<Incoming<AlertRule>, ?, ?> rules,
      Source<Incoming<DatasetActivation>, ?, ?> activations,
      Sink<Outgoing<FrequencyUpdate>> frequencies,
      Sink<Outgoing<ForecastUpdate>> forecasts,
      Sink<Outgoing<AlertEvent>> alerts,
      Sink<Outgoing<Rejection>> rejections) {}

  /** The job, from end to end. */
  static void define(
      StreamExecutionEnvironment env, JobSettings settings, Hierarchies hierarchies, Ends ends) {
    Clock clock = Clock.systemUTC();

    var genomes =
        env.fromSource(
                ends.genomes(),
                SubmissionWatermarks.strategy(
                    CalledGenome::getSubmittedAt,
                    settings.outOfOrderness(),
                    settings.idle(),
                    clock),
                "genomes",
                ExplicitType.incoming(CalledGenome.class))
            .uid("genomes")
            .process(new ReadableFunction<>(), ExplicitType.incoming(CalledGenome.class))
            .uid("readable-genomes")
            .name("readable genomes");

    var inTime =
        genomes
            .flatMap(new DecodedValues<>(), ExplicitType.record(CalledGenome.class))
            .uid("decoded-genomes")
            .name("decoded genomes")
            .keyBy(CalledGenome::getAccession, Types.STRING)
            .transform(
                "time in silence",
                ExplicitType.record(CalledGenome.class),
                new SilenceOperator<>(settings.tick(), settings.outOfOrderness(), settings.idle()))
            .uid("silence");

    var changes =
        DataStreamUtils.reinterpretAsKeyedStream(inTime, CalledGenome::getAccession, Types.STRING)
            .transform("count", CountFunction.CHANGES, new CountOperator(settings.retention()))
            .uid("count");

    var activations =
        env.fromSource(
                ends.activations(),
                new NeverHolding<>(),
                "activations",
                ExplicitType.incoming(DatasetActivation.class))
            .uid("activations")
            .setParallelism(1)
            .process(new ReadableFunction<>(), ExplicitType.incoming(DatasetActivation.class))
            .uid("readable-activations")
            .name("readable activations")
            .setParallelism(1);
    var broadcast = activations.broadcast();

    // What counts now: bundled, held while its activation is not in force, added to cells,
    // published whole.
    var cells =
        changes
            .transform(
                "bundle by cell",
                CellChange.type(),
                new BundleOperator<>(CellBundle::new, settings.bundleInterval()))
            .uid("bundle-cells")
            .keyBy(change -> change.key().wireKey(), Types.STRING)
            .connect(broadcast)
            .transform(
                "hold cells",
                CellChange.type(),
                new HoldOperator<>(new HoldFunction<>(new HeldCells())))
            .uid("hold-cells");
    DataStreamUtils.reinterpretAsKeyedStream(cells, change -> change.key().wireKey(), Types.STRING)
        .transform(
            "publish cells",
            ExplicitType.outgoing(FrequencyUpdate.class),
            new PublishOperator(new PublishFunction(settings.publishInterval())))
        .uid("publish")
        .sinkTo(ends.frequencies())
        .uid("frequencies")
        .name("frequencies");
    // A sink of its own, so that publishing stays chained to its sink.
    cells
        .getSideOutput(HoldFunction.STAGED)
        .sinkTo(ends.frequencies())
        .uid("staged-frequencies")
        .name("staged frequencies");

    // What was known at each tick: bundled, held as above, waiting for the tick, decided under the
    // rules.
    var rules =
        env.fromSource(
                ends.rules(),
                RulesSettled.strategy(clock),
                "rules",
                ExplicitType.incoming(AlertRule.class))
            .uid("rules")
            .setParallelism(1)
            .process(new ReadableFunction<>(), ExplicitType.incoming(AlertRule.class))
            .uid("readable-rules")
            .name("readable rules")
            .setParallelism(1);

    var tick = settings.tick();
    var changesKnown = changes.getSideOutput(CountFunction.KNOWN);
    var known =
        changesKnown
            .transform(
                "bundle by region and tick",
                KnownChange.typeOfRegions(),
                new BundleOperator<>(
                    () -> new RegionBundle(new Ticks(tick)), settings.bundleInterval()))
            .uid("bundle-regions")
            .keyBy(KnownChange::key, Types.STRING)
            .connect(broadcast)
            .transform(
                "hold regions",
                KnownChange.typeOfRegions(),
                new HoldOperator<>(new HoldFunction<>(new HeldRegions())))
            .uid("hold-regions");
    var alone =
        DataStreamUtils.reinterpretAsKeyedStream(known, KnownChange::key, Types.STRING)
            .connect(rules.broadcast())
            .transform(
                "decide alerts",
                ExplicitType.outgoing(AlertEvent.class),
                new DecideOperator<>(DecideFunction.ofRegions(tick, hierarchies)))
            .uid("decide");

    // The same for what regions tell of one another.
    var poolTick = Pools.ticks(new Ticks(tick)).interval();
    var pools =
        changesKnown
            .transform(
                "bundle by pool and tick",
                KnownChange.typeOfPools(),
                new BundleOperator<>(
                    () -> new PoolBundle(new Ticks(poolTick)), settings.bundleInterval()))
            .uid("bundle-pools")
            .keyBy(KnownChange::key, Types.STRING)
            .connect(broadcast)
            .transform(
                "hold pools",
                KnownChange.typeOfPools(),
                new HoldOperator<>(new HoldFunction<>(new HeldPools())))
            .uid("hold-pools");
    var together =
        DataStreamUtils.reinterpretAsKeyedStream(pools, KnownChange::key, Types.STRING)
            .connect(rules.broadcast())
            .transform(
                "decide across regions",
                ExplicitType.outgoing(AlertEvent.class),
                new DecideOperator<>(DecideFunction.ofPools(poolTick, hierarchies)))
            .uid("decide-pools");
    together
        .getSideOutput(DecideFunction.FORECASTS)
        .sinkTo(ends.forecasts())
        .uid("forecasts")
        .name("forecasts");
    together.union(alone).sinkTo(ends.alerts()).uid("alerts").name("alerts");

    genomes
        .getSideOutput(RejectionOutput.TAG)
        .union(
            changes.getSideOutput(RejectionOutput.TAG),
            rules.getSideOutput(RejectionOutput.TAG),
            activations.getSideOutput(RejectionOutput.TAG))
        .sinkTo(ends.rejections())
        .uid("rejections")
        .name("rejections");
  }
}
