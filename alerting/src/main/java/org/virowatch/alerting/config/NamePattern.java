package org.virowatch.alerting.config;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name in which {@code *} stands for any characters, as in {@code GB-*}.
 *
 * @param text the pattern as written
 */
public record NamePattern(String text) {
  /** The pattern that every name matches. */
  public static final NamePattern ANY = new NamePattern("*");

  /** Returns whether the whole name matches; upper and lower case are the same. */
  public boolean matches(String name) {
    String expression =
        Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE).matcher(name).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
