package org.virowatch.stack;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what is wrong with a command line in a line or two, and where the help is; the whole help,
 * in which that would be lost, only where a command is missing and the help lists them.
 */
final class WrongUsage implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(fault.getMessage());
    boolean suggested = UnmatchedArgumentException.printSuggestions(fault, err);
    if (!command.getSubcommands().isEmpty() && !(fault instanceof UnmatchedArgumentException)) {
      command.usage(err);
    } else if (!suggested) {
      err.printf(
          "'%s --help' lists %s.%n",
          command.getCommandSpec().qualifiedName(),
          command.getSubcommands().isEmpty() ? "the options" : "the commands");
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }
}
