package org.virowatch.genomics.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.virowatch.genomics.annotation.AnnotationException;
import org.virowatch.genomics.annotation.GenomeAnnotation;
import org.virowatch.genomics.annotation.Gff3Reader;
import org.virowatch.genomics.lineage.LineageParents;
import org.virowatch.genomics.lineage.LineageTable;
import org.virowatch.genomics.lineage.LineageTableException;
import org.virowatch.genomics.lineage.LineageTree;
import org.virowatch.genomics.lineage.PangoAliases;
import org.virowatch.genomics.tree.AuspiceTreeReader;
import org.virowatch.genomics.tree.PhylogeneticTree;
import org.virowatch.genomics.tree.TreeException;

/** Reads one dataset, file by file, into a {@link ReferenceDataset}. */
final class DatasetLoader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINEAGES = "lineages.tsv";
  private static final String ALIASES = "alias_key.json";
  private static final String WATCHLISTS = "watchlists";

  private final DatasetFiles files;
  private final JsonSection pathogen;

  private DatasetLoader(DatasetFiles files) {
    this.files = files;
    this.pathogen = pathogen(files);
  }

  /**
   * @param again opens the same files later, when these may be closed
   */
  static ReferenceDataset load(DatasetFiles files, String fallbackName, DatasetAccess again) {
    DatasetLoader loader = new DatasetLoader(files);
    try {
      return loader.dataset(fallbackName, again);
    } catch (DatasetException e) {
      if (String.valueOf(e.getMessage()).startsWith("Dataset ")) {
        throw e;
      }
      throw files.broken(DatasetFiles.PATHOGEN, e);
    }
  }

  private ReferenceDataset dataset(String fallbackName, DatasetAccess again) {
    List<String> shortcuts = pathogen.texts("shortcuts");
    String name = shortcuts.isEmpty() ? fallbackName : shortcuts.get(0);
    ReferenceSequence reference = reference();
    Optional<LineageTable> table = table();
    Optional<PhylogeneticTree> tree = tree(reference.bases(), table);
    return new ReferenceDataset(
        new ReferenceDataset.Description(
            name.replace('|', '_'),
            pathogen.section("version").text("tag", "unversioned"),
            attributes()),
        reference,
        annotation(reference.bases().length),
        AlignmentParametersReader.read(pathogen.section("alignmentParams")),
        AlignmentParametersReader.presets(pathogen.section("alignmentParams")),
        QualityParametersReader.read(pathogen.section("qc")),
        tree,
        labels(),
        new ReferenceDataset.Traits(
            TraitsReader.phenotypes(pathogen), TraitsReader.motifs(pathogen)),
        watchlists(),
        lineageParents(tree, table),
        treeDocument(again),
        new ReferenceDataset.Habits(
            pathogen.section("generalParams").flag("includeReference", false),
            pathogen.section("treeBuilderParams").flag("withoutGreedyTreeBuilder", false)));
  }

  private Optional<TreeDocument> treeDocument(DatasetAccess again) {
    Path external = files.overrides().tree();
    if (external != null) {
      return Optional.of(
          reader -> {
            try (InputStream json = files.external(external)) {
              reader.read(json);
            }
          });
    }
    return file("treeJson", "tree.json")
        .map(
            name ->
                reader ->
                    again.use(
                        reopened -> {
                          try (InputStream json = reopened.stream(name)) {
                            reader.read(json);
                          }
                        }));
  }

  private static JsonSection pathogen(DatasetFiles files) {
    try {
      JsonNode root = JSON.readTree(pathogenText(files));
      if (!root.isObject()) {
        throw files.broken(DatasetFiles.PATHOGEN, new DatasetException("it is no JSON object"));
      }
      return new JsonSection(root, "");
    } catch (JsonProcessingException e) {
      throw files.broken(
          DatasetFiles.PATHOGEN,
          new DatasetException(
              "it is no complete JSON (line "
                  + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
                  + "): "
                  + e.getOriginalMessage(),
              e));
    }
  }

  private static String pathogenText(DatasetFiles files) {
    Path external = files.overrides().pathogen();
    if (external != null) {
      return files.externalText(external);
    }
    return files.has(DatasetFiles.PATHOGEN) ? files.text(DatasetFiles.PATHOGEN) : "{}";
  }

  /**
   * The name pathogen.json gives a file, or the usual name if it gives none and the file is there.
   */
  private Optional<String> file(String key, String usual) {
    String name = pathogen.section("files").text(key, "");
    if (!name.isEmpty()) {
      return Optional.of(name);
    }
    return files.has(usual) ? Optional.of(usual) : Optional.empty();
  }

  private ReferenceSequence reference() {
    Path external = files.overrides().reference();
    if (external != null) {
      return ReferenceSequence.read(files.external(external), external.toString());
    }
    String name = file("reference", "reference.fasta").orElse("reference.fasta");
    return ReferenceSequence.read(files.stream(name), "Dataset " + files.label() + ", " + name);
  }

  private GenomeAnnotation annotation(int length) {
    Path external = files.overrides().annotation();
    if (external != null) {
      try {
        return Gff3Reader.read(files.externalText(external), length);
      } catch (AnnotationException e) {
        throw new DatasetException(external + ": " + e.getMessage(), e);
      }
    }
    Optional<String> name = file("genomeAnnotation", "genome_annotation.gff3");
    if (name.isEmpty()) {
      return GenomeAnnotation.EMPTY;
    }
    try {
      return Gff3Reader.read(files.text(name.get()), length);
    } catch (AnnotationException e) {
      throw files.broken(name.get(), e);
    }
  }

  private Optional<LineageTable> table() {
    if (!files.has(LINEAGES)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LineageTable.read(files.text(LINEAGES)));
    } catch (LineageTableException e) {
      throw files.broken(LINEAGES, e);
    }
  }

  private Optional<PhylogeneticTree> tree(byte[] reference, Optional<LineageTable> table) {
    Path external = files.overrides().tree();
    if (external != null) {
      try (InputStream json = files.external(external)) {
        return Optional.of(grown(json, reference));
      } catch (TreeException e) {
        throw new DatasetException(external + ": " + e.getMessage(), e);
      } catch (IOException e) {
        throw new DatasetException(external + " cannot be read: " + e.getMessage(), e);
      }
    }
    Optional<String> name = file("treeJson", "tree.json");
    if (name.isPresent()) {
      try (InputStream json = files.stream(name.get())) {
        return Optional.of(grown(json, reference));
      } catch (TreeException e) {
        throw files.broken(name.get(), e);
      } catch (IOException e) {
        throw files.unreadable(name.get(), e);
      }
    }
    try {
      return table.map(lineages -> LineageTree.of(lineages, reference));
    } catch (LineageTableException e) {
      throw files.broken(LINEAGES, e);
    }
  }

  private static PhylogeneticTree grown(InputStream json, byte[] reference) throws IOException {
    PhylogeneticTree tree = AuspiceTreeReader.read(json);
    tree.requireGrownFrom(reference);
    return tree;
  }

  private Map<String, String> lineageParents(
      Optional<PhylogeneticTree> tree, Optional<LineageTable> table) {
    Optional<PangoAliases> aliases = Optional.empty();
    if (files.has(ALIASES)) {
      try {
        aliases = Optional.of(PangoAliases.read(files.text(ALIASES)));
      } catch (LineageTableException e) {
        throw files.broken(ALIASES, e);
      }
    }
    Map<String, String> parents = new HashMap<>();
    if (tree.isPresent()) {
      parents.putAll(LineageParents.of(tree.get(), aliases));
    }
    table.ifPresent(
        lineages -> {
          parents.keySet().removeAll(lineages.lineages());
          parents.putAll(lineages.parents());
        });
    return parents;
  }

  private MutationLabels labels() {
    JsonSection maps = pathogen.section("mutLabels");
    return new MutationLabels(
        labels(maps.section("nucMutLabelMap")), labels(maps.section("aaMutLabelMap")));
  }

  private static Map<String, List<String>> labels(JsonSection map) {
    Map<String, List<String>> labels = new HashMap<>();
    map.node().fieldNames().forEachRemaining(mutation -> labels.put(mutation, map.texts(mutation)));
    return labels;
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    JsonSection section = pathogen.section("attributes");
    section
        .node()
        .properties()
        .forEach(entry -> attributes.put(entry.getKey(), entry.getValue().asText()));
    return attributes;
  }

  private List<Watchlist> watchlists() {
    List<Watchlist> watchlists = new ArrayList<>();
    for (String name : files.list(WATCHLISTS, ".tsv")) {
      try {
        watchlists.add(
            WatchlistReader.read(
                name.substring(WATCHLISTS.length() + 1, name.length() - ".tsv".length()),
                files.text(name)));
      } catch (WatchlistReader.WatchlistException e) {
        throw files.broken(name, e);
      }
    }
    return watchlists;
  }
}
