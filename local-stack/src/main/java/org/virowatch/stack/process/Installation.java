package org.virowatch.stack.process;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.stack.config.StackException;

/**
 * Where the jars of each process lie. The broker, the Flink cluster and the application each have a
 * class path of their own, because they need different releases of the same libraries.
 *
 * @param brokerJars folder of the broker's jars
 * @param flinkJars folder of the Flink cluster's jars, the jobs among them
 * @param applicationClassPath class path of the commands, the supervisor and the services
 */
public record Installation(Path brokerJars, Path flinkJars, String applicationClassPath) {
  /** System property that names the project's root folder; the launcher sets it. */
  public static final String HOME_PROPERTY = "virowatch.home";

  /** System property that names the folder of a {@link ProgramCopy}; the supervisor has it. */
  public static final String COPY_PROPERTY = "virowatch.program";

  /**
   * Finds the installation this class was loaded from: the copy that the stack runs from, or the
   * project's build.
   *
   * @throws StackException if it is incomplete; says how to build it
   */
  public static Installation locate() {
    String copy = System.getProperty(COPY_PROPERTY);
    if (copy != null) {
      return ProgramCopy.in(Path.of(copy), System.getProperty("java.class.path"));
    }
    Path module = home().resolve("local-stack");
    return new Installation(
        requireJars(module.resolve("kafka-runtime/target/lib")),
        requireJars(module.resolve("flink-runtime/target/lib")),
        System.getProperty("java.class.path"));
  }

  /** Returns the {@code java} of the running JVM. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Returns the broker's class path. */
  public String brokerClassPath() {
    return brokerJars + File.separator + "*";
  }

  /** Returns the Flink cluster's class path. */
  public String flinkClassPath() {
    return flinkJars + File.separator + "*";
  }

  private static Path home() {
    String named = System.getProperty(HOME_PROPERTY);
    if (named != null) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    return upwardsFrom(codeLocation())
        .or(() -> upwardsFrom(Path.of("")))
        .orElseThrow(
            () ->
                new StackException(
                    "the folder of the project cannot be found from "
                        + codeLocation()
                        + "; start Virowatch with its launcher ./virowatch, or set -D"
                        + HOME_PROPERTY
                        + "=FOLDER"));
  }

  private static Optional<Path> upwardsFrom(Path start) {
    for (Path folder = start.toAbsolutePath().normalize();
        folder != null;
        folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("local-stack").resolve("kafka-runtime"))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private static Path codeLocation() {
    try {
      return Path.of(
          Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new StackException("the application's own location is unreadable: " + e, e);
    }
  }

  static Path requireJars(Path folder) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      if (found.iterator().hasNext()) {
        return folder;
      }
    } catch (IOException e) {
      throw notBuilt(folder, e);
    }
    throw notBuilt(folder, null);
  }

  private static StackException notBuilt(Path folder, @Nullable Exception cause) {
    return new StackException(
        "the jars in "
            + folder
            + " are missing; build the project with 'mvn -DskipTests package' in its root folder",
        cause);
  }
}
