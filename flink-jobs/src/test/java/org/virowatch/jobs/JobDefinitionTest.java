package org.virowatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JobDefinitionTest {
  @Test
  void everyOperatorHasAUidOfItsOwnSoThatStateFindsItsWayIntoTheNextRelease() {
    for (StreamGraph graph : List.of(variantCalling(), surveillance())) {
      Set<String> uids = new HashSet<>();
      for (StreamNode node : graph.getStreamNodes()) {
        assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotBlank();
        assertThat(uids.add(node.getTransformationUID())).as(node.getTransformationUID()).isTrue();
      }
      assertThat(uids).hasSizeGreaterThan(4);
    }
  }

  @Test
  void kryoIsNeverUsed() {
    for (StreamGraph graph : List.of(variantCalling(), surveillance())) {
      assertThat(graph.getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled())
          .isTrue();
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    JobEnvironment.configure(env, JobSettings.defaults());
    TypeInformation<?> generic = new GenericTypeInfo<>(Thread.class);
    assertThatThrownBy(() -> generic.createSerializer(env.getConfig().getSerializerConfig()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Generic types have been disabled");
  }

  @Test
  void theCommandLineStartsFromTheDefaultSettings() {
    JobOptions options = new JobOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("o", mixin(options)))
        .parseArgs("--bootstrap-servers", "broker:1");
    assertThat(options.toSettings(JobSettings.defaults()))
        .isEqualTo(JobSettings.defaults().withBootstrapServers("broker:1"));
  }

  @Test
  void outputThatIsPreparedIsKeptAsLongAsAnOptionSays() {
    JobOptions options = new JobOptions();
    new CommandLine(mixin(options))
        .parseArgs("--bootstrap-servers", "broker:1", "--transaction-timeout", "P3D");
    assertThat(options.toSettings(JobSettings.defaults()).transactionTimeout())
        .isEqualTo(Duration.ofDays(3));
    assertThatThrownBy(() -> JobSettings.defaults().withTransactionTimeout(Duration.ZERO))
        .hasMessageContaining("transactionTimeout");
  }

  @Test
  void callsAreCommittedOftenUnlessAnOptionSaysOtherwise() {
    JobSettings calling = VariantCallingJob.committingOften(JobSettings.defaults());
    JobOptions usual = new JobOptions();
    new CommandLine(mixin(usual)).parseArgs("--bootstrap-servers", "broker:1");
    JobOptions given = new JobOptions();
    new CommandLine(mixin(given))
        .parseArgs("--bootstrap-servers", "broker:1", "--checkpoint-interval", "PT3S");

    assertThat(usual.toSettings(calling).checkpointInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(usual.toSettings(JobSettings.defaults()).checkpointInterval())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(given.toSettings(calling).checkpointInterval()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aCheckpointWaitsForAnIntervalAfterTheLast() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    JobEnvironment.configure(env, VariantCallingJob.committingOften(JobSettings.defaults()));
    assertThat(env.getCheckpointConfig().getCheckpointInterval()).isEqualTo(500);
    assertThat(env.getCheckpointConfig().getMinPauseBetweenCheckpoints()).isEqualTo(500);
  }

  @Test
  void settingsThatCannotWorkAreRefusedByName() {
    assertThatThrownBy(
            () ->
                JobSettings.defaults()
                    .withTime(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tick");
    StringWriter errors = new StringWriter();
    int exit =
        new CommandLine(new SurveillanceJob()).setErr(new PrintWriter(errors)).execute("--tick");
    assertThat(exit).isNotZero();
    assertThat(errors.toString()).contains("--tick");
  }

  private static CommandLine.Model.CommandSpec mixin(JobOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }

  private static StreamGraph variantCalling() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    VariantCallingJob.define(env, JobSettings.defaults());
    return env.getStreamGraph();
  }

  private static StreamGraph surveillance() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    SurveillanceJob.define(env, JobSettings.defaults());
    return env.getStreamGraph();
  }
}
