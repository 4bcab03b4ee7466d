package org.virowatch.genomics.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.virowatch.genomics.coordinate.CodonRange;

/** Reads {@code phenotypeData} and {@code aaMotifs}. */
final class TraitsReader {

  private TraitsReader() {}

  static List<Phenotype> phenotypes(JsonSection pathogen) {
    List<Phenotype> phenotypes = new ArrayList<>();
    for (JsonSection section : pathogen.sections("phenotypeData")) {
      List<Phenotype.Part> parts = new ArrayList<>();
      for (JsonSection part : section.sections("data")) {
        parts.add(new Phenotype.Part(decimal(part, "weight", 1), coefficients(part)));
      }
      phenotypes.add(
          new Phenotype(
              section.text("name", "phenotype"),
              section.text("cds", section.text("gene", "")),
              range(section.section("aaRange")),
              new HashSet<>(section.section("ignore").texts("clades")),
              parts,
              section.text("nameFriendly", ""),
              section.text("description", "")));
    }
    return phenotypes;
  }

  private static Map<Integer, Map<String, Double>> coefficients(JsonSection part) {
    Map<Integer, Map<String, Double>> codons = new HashMap<>();
    JsonSection locations = part.section("locations");
    for (Map.Entry<String, JsonNode> location : locations.node().properties()) {
      int codon;
      try {
        codon = Integer.parseInt(location.getKey());
      } catch (NumberFormatException e) {
        throw locations.wrong(location.getKey(), "at a codon counted from 0", location.getValue());
      }
      Map<String, Double> letters = new HashMap<>();
      if (location.getValue().isNumber()) {
        letters.put(Phenotype.OTHER, location.getValue().asDouble());
      } else {
        location
            .getValue()
            .properties()
            .forEach(letter -> letters.put(letter.getKey(), letter.getValue().asDouble()));
      }
      codons.put(codon, letters);
    }
    return codons;
  }

  static List<AminoAcidMotif> motifs(JsonSection pathogen) {
    List<AminoAcidMotif> motifs = new ArrayList<>();
    for (JsonSection section : pathogen.sections("aaMotifs")) {
      List<Pattern> patterns = new ArrayList<>();
      for (String pattern : section.texts("motifs")) {
        try {
          patterns.add(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
          throw new DatasetException(
              section.path() + ".motifs has no regular expression: " + e.getDescription(), e);
        }
      }
      String places = section.node().has("includeCdses") ? "includeCdses" : "includeGenes";
      List<AminoAcidMotif.Place> where = new ArrayList<>();
      for (JsonSection place : section.sections(places)) {
        List<CodonRange> ranges = new ArrayList<>();
        place.sections("ranges").forEach(range -> ranges.add(range(range)));
        where.add(new AminoAcidMotif.Place(place.text("cds", place.text("gene", "")), ranges));
      }
      motifs.add(new AminoAcidMotif(section.text("name", "motif"), patterns, where));
    }
    return motifs;
  }

  private static CodonRange range(JsonSection range) {
    int begin = range.integer("begin", 0);
    return new CodonRange(begin, Math.max(begin, range.integer("end", Integer.MAX_VALUE)));
  }

  private static double decimal(JsonSection section, String name, double fallback) {
    JsonNode value = section.node().path(name);
    return value.isNumber() ? value.asDouble() : fallback;
  }
}
