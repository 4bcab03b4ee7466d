package org.virowatch.genomics.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of {@code pathogen.json} that says where it is when a value is of the wrong kind.
 *
 * @param node the part; missing if the file does not have it
 * @param path where it is, such as {@code qc.frameShifts}
 */
record JsonSection(JsonNode node, String path) {

  /** Whether the file has it, and not as null. */
  boolean exists() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** The object of that name. */
  JsonSection section(String name) {
    JsonNode child = child(name);
    if (!child.isMissingNode() && !child.isObject()) {
      throw wrong(name, "an object", child);
    }
    return new JsonSection(child, pathOf(name));
  }

  /** The objects of the array of that name; none if it is not there. */
  List<JsonSection> sections(String name) {
    JsonNode array = child(name);
    if (!array.isMissingNode() && !array.isArray()) {
      throw wrong(name, "an array", array);
    }
    List<JsonSection> sections = new ArrayList<>();
    for (JsonNode element : array) {
      sections.add(new JsonSection(element, pathOf(name) + "[" + sections.size() + "]"));
    }
    return sections;
  }

  /** The texts of the array of that name; none if it is not there. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonSection element : sections(name)) {
      texts.add(element.node().asText());
    }
    return texts;
  }

  /** A whole number that is not negative. */
  int integer(String name, int fallback) {
    JsonNode value = child(name);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isNumber() || value.asDouble() != value.asInt() || value.asInt() < 0) {
      throw wrong(name, "a whole number from 0", value);
    }
    return value.asInt();
  }

  /** A number that is not negative. */
  double number(String name, double fallback) {
    JsonNode value = child(name);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isNumber() || !(value.asDouble() >= 0)) {
      throw wrong(name, "a number from 0", value);
    }
    return value.asDouble();
  }

  boolean flag(String name, boolean fallback) {
    JsonNode value = child(name);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "true or false", value);
    }
    return value.asBoolean();
  }

  String text(String name, String fallback) {
    JsonNode value = child(name);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isTextual()) {
      throw wrong(name, "a text", value);
    }
    return value.asText();
  }

  /** What is wrong with a value, for an exception. */
  DatasetException wrong(String name, String wanted, JsonNode found) {
    String text = found.toString();
    return new DatasetException(
        pathOf(name)
            + " is "
            + (text.length() > 60 ? text.substring(0, 60) + "…" : text)
            + ", not "
            + wanted);
  }

  private JsonNode child(String name) {
    JsonNode value = node.path(name);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
