package org.virowatch.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.virowatch.jobs.activating.HeldCells;
import org.virowatch.jobs.activating.HeldChanges;
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
import org.virowatch.jobs.deciding.Directive;
import org.virowatch.jobs.deciding.Hierarchies;
import org.virowatch.jobs.deciding.KnownChange;
import org.virowatch.jobs.deciding.LabBundle;
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
import org.virowatch.schemas.LabOrder;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.regionpool.Pools;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The surveillance job: {@code genomes}, {@code rules}, {@code labs} and {@code activations} to
 * {@code frequencies}, {@code forecasts} and {@code alerts}; what cannot be counted goes to {@code
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
            KafkaSources.of(Topic.LABS, LabOrder.class, brokers, NAME),
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
      Source<Incoming<LabOrder>, ?, ?> labs,
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
                WatermarkStrategy.noWatermarks(),
                "rules",
                ExplicitType.incoming(AlertRule.class))
            .uid("rules")
            .setParallelism(1)
            .process(new ReadableFunction<>(), ExplicitType.incoming(AlertRule.class))
            .uid("readable-rules")
            .name("readable rules")
            .setParallelism(1);
    var orders =
        env.fromSource(
                ends.labs(),
                WatermarkStrategy.noWatermarks(),
                "labs",
                ExplicitType.incoming(LabOrder.class))
            .uid("labs")
            .setParallelism(1)
            .process(new ReadableFunction<>(), ExplicitType.incoming(LabOrder.class))
            .uid("readable-labs")
            .name("readable labs")
            .setParallelism(1);
    var people =
        rules
            .map(edit -> (Directive) new Directive.RuleEdit(edit), Directive.type())
            .uid("rule-edits")
            .name("rule edits")
            .setParallelism(1)
            .union(
                orders
                    .map(order -> (Directive) new Directive.LabOrdered(order), Directive.type())
                    .uid("lab-orders")
                    .name("lab orders")
                    .setParallelism(1))
            .assignTimestampsAndWatermarks(RulesSettled.strategy(clock))
            .uid("rules-settled")
            .name("rules settled")
            .setParallelism(1);

    var tick = settings.tick();
    var changesKnown = changes.getSideOutput(CountFunction.KNOWN);

    // Labs first: of a lab that stands out at a tick the other decisions of that tick know.
    var tallies =
        changesKnown
            .transform(
                "bundle by lab and tick",
                KnownChange.typeOfLabs(),
                new BundleOperator<>(
                    () -> new LabBundle(new Ticks(tick)), settings.bundleInterval()))
            .uid("bundle-labs")
            .keyBy(KnownChange::key, Types.STRING)
            .connect(broadcast)
            .transform(
                "hold tallies",
                KnownChange.typeOfLabs(),
                new HoldOperator<>(new HoldFunction<>(HeldChanges.ofLabs())))
            .uid("hold-tallies");
    var judged =
        DataStreamUtils.reinterpretAsKeyedStream(tallies, KnownChange::key, Types.STRING)
            .connect(people.broadcast())
            .transform(
                "compare labs",
                ExplicitType.outgoing(AlertEvent.class),
                new DecideOperator<>(DecideFunction.ofLabs(tick)))
            .uid("compare-labs");
    var directives =
        people
            .union(
                judged
                    .map(
                        alert -> (Directive) new Directive.LabJudged(alert.value()),
                        Directive.type())
                    .uid("judged-labs")
                    .name("judged labs"))
            .broadcast();
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
                new HoldOperator<>(new HoldFunction<>(HeldChanges.ofRegions())))
            .uid("hold-regions");
    var alone =
        DataStreamUtils.reinterpretAsKeyedStream(known, KnownChange::key, Types.STRING)
            .connect(directives)
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
                new HoldOperator<>(new HoldFunction<>(HeldChanges.ofPools())))
            .uid("hold-pools");
    var together =
        DataStreamUtils.reinterpretAsKeyedStream(pools, KnownChange::key, Types.STRING)
            .connect(directives)
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
    together.union(alone, judged).sinkTo(ends.alerts()).uid("alerts").name("alerts");

    genomes
        .getSideOutput(RejectionOutput.TAG)
        .union(
            changes.getSideOutput(RejectionOutput.TAG),
            rules.getSideOutput(RejectionOutput.TAG),
            orders.getSideOutput(RejectionOutput.TAG),
            activations.getSideOutput(RejectionOutput.TAG))
        .sinkTo(ends.rejections())
        .uid("rejections")
        .name("rejections");
  }
}
