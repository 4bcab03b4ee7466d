package org.virowatch.stack.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code virowatch logs}: prints the ends of the processes' logs. */
@Command(
    name = "logs",
    description = "Prints the last lines of the logs of one process of the stack, or of all.",
    footer = {"", "Examples:", "  virowatch logs", "  virowatch logs taskmanager -n 100 --follow"},
    mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
  private static final long PAUSE_MILLIS = 250;
  private static final int BYTES_PER_LINE = 400;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROCESS",
      description = "A process as 'status' names it; all of them if none is given.")
  private @Nullable String process;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = DeploymentOptions.DEFAULT_DATA_DIR,
      description = "Data folder of the stack (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(DeploymentOptions.DEFAULT_DATA_DIR);

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of the last lines of each log (default: ${DEFAULT-VALUE}).")
  private int lines = 20;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on printing what is added, until Ctrl-C.")
  private boolean follow;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Path> files = files(new DataFolder(dataDir));
    List<Tail> tails = new ArrayList<>();
    for (Path file : files) {
      Tail tail = new Tail(file);
      List<String> last = tail.last(lines);
      if (!last.isEmpty() && files.size() > 1) {
        out.println("==> " + file + " <==");
      }
      last.forEach(out::println);
      tails.add(tail);
    }
    while (!out.checkError() && follow) {
      for (Tail tail : tails) {
        String prefix = files.size() > 1 ? tail.name() + ": " : "";
        tail.added().forEach(line -> out.println(prefix + line));
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return 0;
  }

  private List<Path> files(DataFolder folder) {
    List<Path> all;
    try (Stream<Path> found = Files.list(folder.logs())) {
      all =
          found
              .filter(file -> file.toString().endsWith(".log") || file.toString().endsWith(".out"))
              .filter(file -> !file.endsWith("progress.log"))
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new StackException(
          "there are no logs in "
              + folder.logs()
              + "; name the stack's data folder with --data-dir",
          e);
    }
    if (process == null) {
      return all;
    }
    List<Path> wanted =
        all.stream()
            .filter(file -> List.of(process + ".log", process + ".out").contains(name(file)))
            .toList();
    if (wanted.isEmpty()) {
      throw new StackException(
          "there is no log of '"
              + process
              + "'; there are: "
              + String.join(
                  ", ",
                  all.stream()
                      .map(file -> name(file).replaceAll("\\.\\w+$", ""))
                      .distinct()
                      .toList()));
    }
    return wanted;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The end of one file. */
  private static final class Tail {
    private final Path file;
    private long position;

    Tail(Path file) {
      this.file = file;
    }

    String name() {
      return LogsCommand.name(file);
    }

    List<String> last(int count) {
      List<String> lines = read(Long.MAX_VALUE, (long) count * BYTES_PER_LINE + BYTES_PER_LINE);
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    List<String> added() {
      return read(position, Long.MAX_VALUE);
    }

    private List<String> read(long from, long most) {
      try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
        long length = content.length();
        if (position > length) {
          // The log rolled: the file is a new one.
          position = 0;
        }
        long start = Math.max(Math.min(from, length), 0);
        if (from == Long.MAX_VALUE) {
          start = Math.max(0, length - most);
        } else {
          start = Math.min(start, position);
        }
        byte[] bytes = new byte[(int) Math.min(length - start, 16 << 20)];
        content.seek(start);
        content.readFully(bytes);
        int end = bytes.length;
        while (from != Long.MAX_VALUE && end > 0 && bytes[end - 1] != '\n') {
          end--;
        }
        position = start + end;
        return new String(bytes, 0, end, UTF_8).lines().toList();
      } catch (IOException e) {
        return List.of();
      }
    }
  }
}
