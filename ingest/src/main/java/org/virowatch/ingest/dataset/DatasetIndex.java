package org.virowatch.ingest.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a server offers: its {@code index.json}, schema 3 (nextstrain/nextclade_data). Fields it may
 * gain later are passed over.
 *
 * @param datasets in the server's order
 */
public record DatasetIndex(List<ServedDataset> datasets) {
  private static final int SUGGESTIONS = 4;
  private static final double ALIKE = 0.4;

  /** What may become part of a path on this machine. */
  private static final Pattern SAFE_PATH =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");

  public DatasetIndex {
    datasets = List.copyOf(datasets);
  }

  /**
   * Reads an index.
   *
   * @param address where it came from, for messages
   * @throws DatasetFetchException if it is none
   */
  static DatasetIndex read(byte[] json, String address) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new DatasetFetchException(
          address + " is not JSON (" + e.getOriginalMessage() + "); " + ADDRESS_REMEDY, e);
    }
    JsonNode collections = root.path("collections");
    if (!collections.isArray()) {
      throw new DatasetFetchException(
          address + " is JSON but has no list of collections; " + ADDRESS_REMEDY);
    }
    String schema = root.path("schemaVersion").asText("");
    if (!schema.startsWith("3.")) {
      throw new DatasetFetchException(
          address + " has schema version '" + schema + "'; this program reads version 3");
    }
    List<ServedDataset> datasets = new ArrayList<>();
    for (JsonNode collection : collections) {
      for (JsonNode dataset : collection.path("datasets")) {
        datasets.add(dataset(dataset, address));
      }
    }
    return new DatasetIndex(datasets);
  }

  private static final String ADDRESS_REMEDY =
      "the address of a Nextclade dataset server is the folder of its index.json, such as "
          + DatasetServer.DEFAULT;

  private static ServedDataset dataset(JsonNode dataset, String address) {
    String path = safe(dataset.path("path").asText(""), "path", address);
    List<String> tags = new ArrayList<>();
    for (JsonNode version : dataset.path("versions")) {
      tags.add(safe(version.path("tag").asText(""), "version tag", address));
    }
    String latest = dataset.path("version").path("tag").asText("");
    if (latest.isEmpty()) {
      latest = tags.isEmpty() ? "unreleased" : tags.get(0);
    }
    if (!tags.contains(safe(latest, "version tag", address))) {
      tags.add(0, latest);
    }
    List<String> shortcuts = new ArrayList<>();
    dataset.path("shortcuts").forEach(shortcut -> shortcuts.add(shortcut.asText()));
    String title = dataset.path("attributes").path("name").asText("");
    return new ServedDataset(path, shortcuts, title, latest, tags);
  }

  /** Returns the text if it can safely be part of a path. */
  static String safe(String text, String what, String address) {
    if (!SAFE_PATH.matcher(text).matches()) {
      throw new DatasetFetchException(
          address + " holds the " + what + " '" + text + "', which is not safe to use as a path");
    }
    return text;
  }

  /**
   * The dataset a person means.
   *
   * @param name path or shortcut
   * @param address of the server, for messages
   * @throws DatasetFetchException if there is none; names those that look alike
   */
  ServedDataset find(String name, String address) {
    for (ServedDataset dataset : datasets) {
      if (dataset.names().contains(name)) {
        return dataset;
      }
    }
    List<String> alike = suggestions(name);
    throw new DatasetFetchException(
        address
            + " has no dataset '"
            + name
            + "'; "
            + (alike.isEmpty() ? "" : "did you mean " + String.join(", ", alike) + "? ")
            + "'virowatch dataset list' shows all "
            + datasets.size());
  }

  private List<String> suggestions(String name) {
    record Candidate(String name, double likeness) {}
    return datasets.stream()
        .flatMap(dataset -> dataset.names().stream())
        .map(known -> new Candidate(known, Similarity.of(name, known)))
        .filter(candidate -> candidate.likeness() >= ALIKE)
        .sorted(Comparator.comparingDouble(Candidate::likeness).reversed())
        .limit(SUGGESTIONS)
        .map(Candidate::name)
        .toList();
  }
}
