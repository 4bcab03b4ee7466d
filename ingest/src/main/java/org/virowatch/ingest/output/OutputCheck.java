package org.virowatch.ingest.output;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command and looks whether all that it printed was written: a full disk must not look like
 * a complete answer. A reader that has ended, such as {@code head}, is no fault.
 */
public final class OutputCheck implements IExecutionStrategy {
  private final IExecutionStrategy commands = new RunLast();

  @Override
  public int execute(ParseResult arguments) {
    int exit = commands.execute(arguments);
    ParseResult last = arguments;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine command = last.commandSpec().commandLine();
    if (!command.getOut().checkError() || StandardWriter.readerIsGone(command.getOut())) {
      return exit;
    }
    PrintWriter err = command.getErr();
    err.println(
        command.getCommandSpec().qualifiedName()
            + ": "
            + StandardWriter.failure(command.getOut()).getMessage());
    err.flush();
    return exit == ExitCode.OK ? ExitCode.SOFTWARE : exit;
  }
}
