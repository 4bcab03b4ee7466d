package org.virowatch.stack.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.stack.config.AtomicFile;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.Ports;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.process.Installation;
import org.virowatch.stack.process.JavaCommand;
import org.virowatch.stack.process.ProcessSpec;

/** The stack's standalone Flink cluster, reachable from this machine only. */
public final class FlinkCluster {
  /** Name of the JobManager's process. */
  public static final String JOB_MANAGER = "jobmanager";

  private static final String TASK_MANAGER = "taskmanager";

  private final DataFolder folder;
  private final Installation installation;
  private final StackConfig config;
  private final int restPort;
  private final int rpcPort = Ports.anyFree();

  /** Describes a cluster whose REST interface listens on a port of the loopback interface. */
  public FlinkCluster(StackConfig config, Installation installation, int restPort) {
    this.folder = new DataFolder(config.dataDir());
    this.installation = installation;
    this.config = config;
    this.restPort = restPort;
  }

  /** Returns the address of the REST interface and the web pages. */
  public String url() {
    return "http://127.0.0.1:" + restPort;
  }

  /** Returns the port of the REST interface. */
  public int restPort() {
    return restPort;
  }

  /** Returns whether a process of this name is a TaskManager. */
  public static boolean isTaskManager(String process) {
    return process.startsWith(TASK_MANAGER);
  }

  /** Writes the JobManager's settings and returns how to start it. */
  public ProcessSpec prepareJobManager() {
    Path conf = writeSettings(JOB_MANAGER, commonSettings());
    return new JavaCommand(JOB_MANAGER, folder)
        .logging()
        .with(
            "-Xms128m",
            "-Xmx512m",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1")
        .running(
            installation.flinkClassPath(),
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of("--configDir", conf.toString(), "--executionMode", "cluster"),
            url());
  }

  /** Writes the TaskManagers' settings and returns how to start them. */
  public List<ProcessSpec> prepareTaskManagers() {
    List<ProcessSpec> specs = new ArrayList<>();
    for (int i = 1; i <= config.taskManagers(); i++) {
      specs.add(
          prepareTaskManager(config.taskManagers() == 1 ? TASK_MANAGER : TASK_MANAGER + "-" + i));
    }
    return specs;
  }

  private ProcessSpec prepareTaskManager(String name) {
    TaskManagerMemory memory = TaskManagerMemory.of(config.memory(), config.slotsPerTaskManager());
    Map<String, String> settings = commonSettings();
    settings.put("taskmanager.resource-id", name);
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.rpc.port", "0");
    settings.put("taskmanager.data.port", "0");
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(config.slotsPerTaskManager()));
    settings.put("taskmanager.cpu.cores", config.slotsPerTaskManager() + ".0");
    settings.putAll(memory.settings());
    Path conf = writeSettings(name, settings);
    return new JavaCommand(name, folder)
        .logging()
        .with("-Xms" + memory.heap() + "m", "-Xmx" + memory.heap() + "m")
        .with("-XX:MaxDirectMemorySize=" + memory.direct() + "m")
        .with("-XX:MaxMetaspaceSize=" + memory.metaspace() + "m")
        .with("-XX:+UseParallelGC")
        .running(
            installation.flinkClassPath(),
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of("--configDir", conf.toString()),
            "");
  }

  private Map<String, String> commonSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("blob.server.port", "\"0\"");
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("rest.port", Integer.toString(restPort));
    settings.put("web.submit.enable", "false");
    settings.put("web.cancel.enable", "false");
    // The jobs are on the cluster's class path; nothing is loaded twice.
    settings.put("classloader.resolve-order", "parent-first");
    settings.put("io.tmp.dirs", quoted(folder.flink().resolve("tmp")));
    settings.put("execution.checkpointing.dir", uri(folder.flink().resolve("checkpoints")));
    settings.put(
        "execution.checkpointing.savepoint-dir", uri(folder.flink().resolve("savepoints")));
    settings.put("web.checkpoints.history", Integer.toString(CheckpointHistory.LENGTH));
    settings.put("state.backend.type", "rocksdb");
    // A killed TaskManager is noticed within seconds.
    settings.put("heartbeat.interval", "2000");
    settings.put("heartbeat.timeout", "20000");
    settings.put("restart-strategy.type", "exponential-delay");
    settings.put("restart-strategy.exponential-delay.initial-backoff", "500ms");
    settings.put("restart-strategy.exponential-delay.max-backoff", "20s");
    settings.put("restart-strategy.exponential-delay.reset-backoff-threshold", "5min");
    settings.put("restart-strategy.exponential-delay.attempts-before-reset-backoff", "20");
    settings.put("parallelism.default", Integer.toString(config.parallelism()));
    return settings;
  }

  private Path writeSettings(String process, Map<String, String> settings) {
    Path conf = folder.conf().resolve(process);
    StringBuilder text = new StringBuilder("# Written by 'virowatch up' at every start.\n");
    settings.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
    try {
      Files.createDirectories(conf);
      Files.createDirectories(folder.flink().resolve("tmp"));
      AtomicFile.write(conf.resolve("config.yaml"), text.toString());
    } catch (IOException e) {
      throw new StackException(
          "could not write the settings of '" + process + "': " + e.getMessage(), e);
    }
    return conf;
  }

  private static String uri(Path path) {
    return quoted(path.toUri().toString());
  }

  private static String quoted(Object value) {
    return "'" + value.toString().replace("'", "''") + "'";
  }
}
