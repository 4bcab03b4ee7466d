package org.virowatch.genomics.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Pango nomenclature's short names: {@code BA.2} is {@code B.1.1.529.2}. Read from {@code
 * alias_key.json} of cov-lineages/pango-designation. Recombinants begin with X and have no single
 * parent.
 */
public final class PangoAliases {
  private final Map<String, String> fullOfAlias;
  private final Map<String, String> aliasOfFull = new HashMap<>();

  /**
   * @param fullOfAlias full name of each alias, such as BA: B.1.1.529
   */
  PangoAliases(Map<String, String> fullOfAlias) {
    this.fullOfAlias = Map.copyOf(fullOfAlias);
    fullOfAlias.forEach((alias, full) -> aliasOfFull.put(full, alias));
  }

  /**
   * Reads {@code alias_key.json}.
   *
   * @throws LineageTableException if it is no JSON object
   */
  public static PangoAliases read(String json) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new LineageTableException("it is no JSON: " + e.getOriginalMessage(), e);
    }
    if (!root.isObject()) {
      throw new LineageTableException("it is no JSON object of aliases");
    }
    Map<String, String> aliases = new HashMap<>();
    root.properties()
        .forEach(
            entry -> {
              if (entry.getValue().isTextual() && !entry.getValue().asText().isEmpty()) {
                aliases.put(entry.getKey(), entry.getValue().asText());
              }
            });
    return new PangoAliases(aliases);
  }

  /** The parent of a lineage: B.1.1.529 of BA.2; empty for A, B and recombinants such as XBB. */
  public Optional<String> parent(String lineage) {
    String full = full(lineage);
    int dot = full.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(shorten(full.substring(0, dot)));
  }

  private String full(String lineage) {
    int dot = lineage.indexOf('.');
    String prefix = dot < 0 ? lineage : lineage.substring(0, dot);
    String full = fullOfAlias.get(prefix);
    return full == null ? lineage : full + lineage.substring(prefix.length());
  }

  /** The name in use: the longest alias replaced, as long as a number follows it. */
  private String shorten(String full) {
    for (int dot = full.lastIndexOf('.'); dot > 0; dot = full.lastIndexOf('.', dot - 1)) {
      String alias = aliasOfFull.get(full.substring(0, dot));
      if (alias != null) {
        return alias + full.substring(dot);
      }
    }
    return full;
  }
}
