package org.virowatch.genomics.annotation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the annotation says of a gene, or of a part of a coding sequence, beside where it
 * lies.
 *
 * @param index number of the feature in the file, from 0
 * @param id its ID, else its name
 * @param name its name
 * @param attributes values of each attribute, decoded, in the file's order
 * @param seqId sequence it lies on; null where the file has {@code .}
 * @param source who annotated it; null where the file has {@code .}
 * @param type such as {@code gene}; null where the file has {@code .}
 */
public record FeatureLine(
    int index,
    String id,
    String name,
    Map<String, List<String>> attributes,
    @Nullable String seqId,
    @Nullable String source,
    @Nullable String type) {

  public FeatureLine {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** What {@code exception} and like attributes say: ribosomal slippage, RNA editing. */
  public List<String> exceptions() {
    return attributes.entrySet().stream()
        .filter(attribute -> attribute.getKey().contains("except"))
        .flatMap(attribute -> attribute.getValue().stream())
        .sorted()
        .distinct()
        .toList();
  }

  /** The same on another sequence, with other attributes. */
  public FeatureLine on(String otherSeqId, Map<String, List<String>> otherAttributes) {
    return new FeatureLine(index, id, name, otherAttributes, otherSeqId, source, type);
  }
}
