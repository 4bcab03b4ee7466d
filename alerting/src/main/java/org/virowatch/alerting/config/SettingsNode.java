package org.virowatch.alerting.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One mapping of a settings file while it is read: looks fields up by type and notes every fault
 * with the field's path, instead of stopping at the first.
 */
final class SettingsNode {
  private final JsonNode node;
  private final String path;
  private final List<String> problems;

  SettingsNode(JsonNode node, String path, List<String> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  void problem(String field, String what) {
    problems.add(at(field) + ": " + what);
  }

  /** Notes every field that is not among the known ones; most are typing errors. */
  void allowOnly(Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                problem(
                    field, "is not a setting here; known are " + String.join(", ", sorted(known)));
              }
            });
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  Optional<String> text(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode()) {
      problem(field, "must be one value, not a list or mapping");
      return Optional.empty();
    }
    return Optional.of(value.asText());
  }

  Optional<String> requiredText(String field, String example) {
    Optional<String> value = text(field).filter(text -> !text.isBlank());
    if (value.isEmpty() && !(has(field) && node.get(field).isContainerNode())) {
      problem(field, "is missing; write for example '" + field + ": " + example + "'");
    }
    return value;
  }

  /** Reads a field through a parser whose exception says what is wrong; the default when absent. */
  <T> T parsed(String field, T defaultValue, Function<String, T> parser) {
    Optional<String> value = text(field);
    if (value.isEmpty()) {
      return defaultValue;
    }
    try {
      return parser.apply(value.get());
    } catch (IllegalArgumentException e) {
      problem(field, String.valueOf(e.getMessage()));
      return defaultValue;
    }
  }

  <E extends Enum<E>> E symbol(String field, Class<E> type, E defaultValue) {
    return parsed(
        field,
        defaultValue,
        text -> {
          List<String> known = new ArrayList<>();
          for (E symbol : type.getEnumConstants()) {
            if (symbol.name().equalsIgnoreCase(text)) {
              return symbol;
            }
            known.add(symbol.name().toLowerCase(Locale.ROOT));
          }
          throw new IllegalArgumentException(
              "'" + text + "' is not one of " + String.join(", ", known));
        });
  }

  /** Reads a list of patterns; one value is a list of one. */
  List<NamePattern> patterns(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return List.of(NamePattern.ANY);
    }
    if (value.isValueNode()) {
      return List.of(new NamePattern(value.asText()));
    }
    List<NamePattern> patterns = new ArrayList<>();
    if (value.isArray() && !value.isEmpty()) {
      value.forEach(
          item -> {
            if (item.isValueNode() && !item.asText().isBlank()) {
              patterns.add(new NamePattern(item.asText()));
            } else {
              problem(field, "holds an item that is not a name");
            }
          });
    } else {
      problem(field, "must be a list of names, such as [\"GB\", \"GB-*\"], and not empty");
    }
    return patterns;
  }

  /** Returns the mapping in a field, an empty one when it is absent or something else. */
  SettingsNode mapping(String field) {
    JsonNode value = node.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
      problem(field, "must be a mapping of names to values");
    }
    return new SettingsNode(value, at(field), problems);
  }

  List<String> fields() {
    List<String> fields = new ArrayList<>();
    if (node.isObject()) {
      node.fieldNames().forEachRemaining(fields::add);
    }
    return fields;
  }

  private String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
