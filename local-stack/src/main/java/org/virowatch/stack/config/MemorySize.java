package org.virowatch.stack.config;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory in mebibytes.
 *
 * @param mebibytes the amount; positive
 */
public record MemorySize(int mebibytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,7})\\s*([mMgG])(?:[iI]?[bB])?");

  /** Checks that the amount is positive. */
  public MemorySize {
    if (mebibytes <= 0) {
      throw new IllegalArgumentException("an amount of memory is positive, got " + mebibytes);
    }
  }

  /**
   * Returns what a TaskManager gets if nobody says otherwise: together they have a fifth of this
   * machine's memory, or of the container's, as far as it is free, and each at least 1,792 and at
   * most 4,096 MiB. What they hold decoded of their state need not be read again and again, so more
   * is faster.
   *
   * @param taskManagers how many share it; positive
   */
  static MemorySize ofTaskManager(int taskManagers) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = system.getTotalMemorySize();
    long available = MachineCheck.memoryNow().orElse(total);
    return ofTaskManager(total >> 20, available >> 20, taskManagers);
  }

  static MemorySize ofTaskManager(long totalMebibytes, long available, int taskManagers) {
    long left = available - MachineCheck.BESIDES_TASK_MANAGERS_MEBIBYTES;
    long share = Math.min(totalMebibytes / 5, left) / taskManagers;
    return new MemorySize((int) Math.min(4096, Math.max(1792, share)));
  }

  /**
   * Reads {@code 1536m}, {@code 2g} and the like.
   *
   * @throws IllegalArgumentException with the accepted forms if the text is none
   */
  public static MemorySize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no amount of memory; write it like 1536m or 2g");
    }
    int number = Integer.parseInt(matcher.group(1));
    boolean gibibytes = matcher.group(2).toLowerCase(Locale.ROOT).equals("g");
    return new MemorySize(gibibytes ? Math.multiplyExact(number, 1024) : number);
  }

  /** Returns the amount as Flink and the JVM write it, such as {@code 1536m}. */
  @Override
  public String toString() {
    return mebibytes + "m";
  }
}
