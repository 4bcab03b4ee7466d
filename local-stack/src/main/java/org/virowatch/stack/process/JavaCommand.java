package org.virowatch.stack.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;

/** Puts together the command line of a JVM of the stack, one option after the other. */
public final class JavaCommand {
  private final String process;
  private final DataFolder folder;
  private final List<String> options = new ArrayList<>();

  /** Begins a command for the process of this name. */
  public JavaCommand(String process, DataFolder folder) {
    this.process = process;
    this.folder = folder;
    options.add(Installation.java().toString());
    // The supervisor replaces a process that ran out of memory; one that limps on helps nobody.
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("-XX:ErrorFile=" + folder.logs().resolve(process + "-crash-%p.log"));
    options.add(StackProcesses.mark(folder));
  }

  /** Adds options of the JVM. */
  public JavaCommand with(String... jvmOptions) {
    options.addAll(List.of(jvmOptions));
    return this;
  }

  /** Logs to {@code logs/PROCESS.log}, which rolls. */
  public JavaCommand logging() {
    Path settings = folder.conf().resolve("log4j2-" + process + ".properties");
    try (InputStream template =
        JavaCommand.class.getResourceAsStream("process-log4j2.properties")) {
      if (template == null) {
        throw new IllegalStateException("process-log4j2.properties is not on the class path");
      }
      Files.createDirectories(folder.conf());
      Files.write(settings, template.readAllBytes());
    } catch (IOException e) {
      throw new StackException("could not write " + settings + ": " + e.getMessage(), e);
    }
    return with(
        "-Dlog4j2.configurationFile=" + settings.toUri(),
        "-Dlog.file=" + folder.log(process),
        "-Dfile.encoding=" + UTF_8);
  }

  /** Returns the process that runs a main class. */
  public ProcessSpec running(
      String classPath, String mainClass, List<String> arguments, String address) {
    List<String> command = new ArrayList<>(options);
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    return new ProcessSpec(process, command, folder.output(process), address);
  }
}
