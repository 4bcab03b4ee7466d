package org.virowatch.stack.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.virowatch.surveillance.calendar.Retention;

/**
 * The choices of the last {@code up} of a data folder, kept in {@code stack.properties} so that the
 * next {@code up} without options continues with the same ones.
 */
public final class StackConfigFile {
  private static final String FILE_NAME = "stack.properties";

  private StackConfigFile() {}

  /**
   * Reads the choices kept in a data folder, if there are any.
   *
   * @throws StackException if the file is damaged
   */
  public static Optional<StackConfig> read(Path dataDir) {
    Path file = dataDir.resolve(FILE_NAME);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
      return Optional.of(fromProperties(dataDir, properties));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw new StackException(
          file
              + " cannot be used: "
              + e.getMessage()
              + "; correct it, or remove it to start with the defaults",
          e);
    }
  }

  /** Keeps the choices in their data folder. */
  public static void write(StackConfig config) {
    Properties properties = new Properties();
    putList(properties, "dataset", config.datasets());
    putList(properties, "webhook", config.webhooks());
    config
        .alertChannels()
        .ifPresent(file -> properties.setProperty("alert.channels", file.toString()));
    properties.setProperty("kafka.port", Integer.toString(config.kafkaPort()));
    properties.setProperty("flink.port", Integer.toString(config.flinkPort()));
    properties.setProperty("partitions", Integer.toString(config.partitions()));
    properties.setProperty("parallelism", Integer.toString(config.parallelism()));
    properties.setProperty("task.managers", Integer.toString(config.taskManagers()));
    properties.setProperty("tick", config.tick().toString());
    properties.setProperty("out.of.orderness", config.outOfOrderness().toString());
    properties.setProperty("idle", config.idle().toString());
    properties.setProperty("retention", config.retention().toString());
    properties.setProperty("memory", config.memory().toString());
    StringWriter text = new StringWriter();
    try {
      properties.store(text, "Choices of the last 'virowatch up'; its options change them.");
      AtomicFile.write(config.dataDir().resolve(FILE_NAME), text.toString());
    } catch (IOException e) {
      throw new StackException("could not write the choices: " + e.getMessage(), e);
    }
  }

  private static StackConfig fromProperties(Path dataDir, Properties properties) {
    return StackConfig.in(dataDir)
        .datasets(list(properties, "dataset"))
        .kafkaPort(integer(properties, "kafka.port"))
        .flinkPort(integer(properties, "flink.port"))
        .partitions(integer(properties, "partitions"))
        .parallelism(integer(properties, "parallelism"))
        .taskManagers(integer(properties, "task.managers"))
        .tick(Duration.parse(required(properties, "tick")))
        .outOfOrderness(Duration.parse(required(properties, "out.of.orderness")))
        .idle(Duration.parse(required(properties, "idle")))
        .retention(Retention.parse(properties.getProperty("retention", "forever").strip()))
        .memory(MemorySize.parse(required(properties, "memory")))
        .webhooks(list(properties, "webhook"))
        .alertChannels(Optional.ofNullable(properties.getProperty("alert.channels")).map(Path::of))
        .build();
  }

  private static void putList(Properties properties, String key, List<String> values) {
    for (int i = 1; i <= values.size(); i++) {
      properties.setProperty(key + "." + i, values.get(i - 1));
    }
  }

  private static List<String> list(Properties properties, String key) {
    List<String> values = new ArrayList<>();
    for (int i = 1; properties.containsKey(key + "." + i); i++) {
      values.add(properties.getProperty(key + "." + i));
    }
    return values;
  }

  private static int integer(Properties properties, String key) {
    String text = required(properties, key);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new StackException("'" + key + "' is '" + text + "', not a whole number", e);
    }
  }

  private static String required(Properties properties, String key) {
    String value = properties.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw new StackException("'" + key + "' is missing");
    }
    return value;
  }
}
