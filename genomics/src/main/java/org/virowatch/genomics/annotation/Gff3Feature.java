package org.virowatch.genomics.annotation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a GFF3 file.
 *
 * @param line number of the line, from 1
 * @param seqId sequence the feature lies on
 * @param type such as {@code gene} or {@code CDS}
 * @param start first position, 1-based
 * @param end last position, 1-based, included
 * @param strand FORWARD also for {@code .} and {@code ?}
 * @param phase bases before the first whole codon; 0 if not given
 * @param source who annotated the feature
 * @param attributes values of each attribute, decoded, in the file's order
 */
record Gff3Feature(
    int line,
    String seqId,
    String type,
    int start,
    int end,
    Strand strand,
    int phase,
    String source,
    Map<String, List<String>> attributes) {

  /**
   * Parses a line that is no comment.
   *
   * @throws AnnotationException if it is not GFF3
   */
  static Gff3Feature parse(String text, int line) {
    String[] columns = text.split("\t", -1);
    if (columns.length < 8) {
      throw new AnnotationException(
          "line "
              + line
              + " has "
              + columns.length
              + " columns separated by tabs, GFF3 has 9: \""
              + (text.length() > 60 ? text.substring(0, 60) + "…" : text)
              + "\"");
    }
    int start = position(columns[3], "start", line);
    int end = position(columns[4], "end", line);
    if (start > end) {
      throw new AnnotationException(
          "line " + line + ": the feature starts at " + start + ", after its end " + end);
    }
    return new Gff3Feature(
        line,
        decode(columns[0].strip()),
        columns[2].strip(),
        start,
        end,
        strand(columns[6].strip(), line),
        phase(columns[7].strip(), line),
        decode(columns[1].strip()),
        attributes(columns.length > 8 ? columns[8] : ""));
  }

  /** First value of an attribute; null if it is not there. */
  @Nullable String attribute(String name) {
    List<String> values = attributes.get(name);
    return values == null ? null : values.get(0);
  }

  /** The first of the attributes that is there and not empty. */
  @Nullable String firstOf(List<String> names) {
    for (String name : names) {
      String value = attribute(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  private static int position(String text, String what, int line) {
    try {
      int position = Integer.parseInt(text.strip());
      if (position >= 1) {
        return position;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new AnnotationException(
        "line " + line + ": the " + what + " \"" + text + "\" is no position (1 or more)");
  }

  private static Strand strand(String text, int line) {
    return switch (text) {
      case "+", ".", "?", "" -> Strand.FORWARD;
      case "-" -> Strand.REVERSE;
      default ->
          throw new AnnotationException(
              "line " + line + ": the strand is \"" + text + "\", not +, - or .");
    };
  }

  private static int phase(String text, int line) {
    return switch (text) {
      case ".", "", "0" -> 0;
      case "1" -> 1;
      case "2" -> 2;
      default ->
          throw new AnnotationException(
              "line " + line + ": the phase is \"" + text + "\", not 0, 1, 2 or .");
    };
  }

  private static Map<String, List<String>> attributes(String text) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    for (String pair : text.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        List<String> values =
            Arrays.stream(pair.substring(equals + 1).split(",", -1))
                .map(value -> decode(unquote(value.strip())))
                .toList();
        attributes.putIfAbsent(decode(pair.substring(0, equals).strip()), values);
      }
    }
    return Collections.unmodifiableMap(attributes);
  }

  private static String unquote(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** Undoes percent escapes; a stray percent sign stays as it is. */
  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
