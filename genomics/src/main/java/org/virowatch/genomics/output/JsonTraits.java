package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.trait.MotifMatch;
import org.virowatch.genomics.trait.PhenotypeScore;
import org.virowatch.genomics.translate.Translation;
import org.virowatch.genomics.watchlist.WatchlistHit;

/** Scores, motifs and watchlists as JSON. */
final class JsonTraits {

  private JsonTraits() {}

  static void phenotypes(JsonGenerator json, ReportedGenome genome) throws IOException {
    if (genome.basis().dataset().phenotypes().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("phenotypeValues");
    for (PhenotypeScore score : genome.genome().findings().phenotypes()) {
      json.writeStartObject();
      json.writeStringField("name", score.name());
      json.writeStringField("cds", score.cds());
      json.writeNumberField("value", score.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void motifs(JsonGenerator json, ReportedGenome genome) throws IOException {
    Map<String, List<MotifMatch>> motifs =
        new TreeMap<>(ReportBasis.byName(genome.genome().findings().motifs()));
    json.writeObjectFieldStart("aaMotifs");
    for (Map.Entry<String, List<MotifMatch>> motif : motifs.entrySet()) {
      json.writeArrayFieldStart(motif.getKey());
      for (MotifMatch match : motif.getValue()) {
        json.writeStartObject();
        json.writeStringField("name", match.name());
        json.writeStringField("cds", match.cds());
        json.writeNumberField("position", match.position().zeroBased());
        json.writeStringField("seq", match.aminoAcids());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    TreeSet<String> names = new TreeSet<>(genome.basis().motifs().keySet());
    names.addAll(motifs.keySet());
    json.writeObjectFieldStart("aaMotifsChanges");
    for (String name : names) {
      json.writeObjectFieldStart(name);
      changes(
          json,
          genome,
          genome.basis().motifs().getOrDefault(name, List.of()),
          motifs.getOrDefault(name, List.of()));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** A motif's place with what reference and genome have there. */
  private record Change(MotifMatch motif, String reference, String query) {}

  private static void changes(
      JsonGenerator json, ReportedGenome genome, List<MotifMatch> reference, List<MotifMatch> query)
      throws IOException {
    Map<String, MotifMatch> before = byPlace(reference);
    Map<String, MotifMatch> after = byPlace(query);
    List<Change> preserved = new ArrayList<>();
    List<Change> gained = new ArrayList<>();
    after.forEach(
        (place, match) -> {
          MotifMatch old = before.get(place);
          if (old != null) {
            preserved.add(new Change(match, old.aminoAcids(), match.aminoAcids()));
          } else {
            gained.add(new Change(match, ofReference(genome, match), match.aminoAcids()));
          }
        });
    List<Change> lost = new ArrayList<>();
    List<Change> ambiguous = new ArrayList<>();
    before.forEach(
        (place, match) -> {
          String letters = after.containsKey(place) ? "" : ofGenome(genome, match);
          if (!letters.isEmpty()) {
            (letters.indexOf('X') >= 0 ? ambiguous : lost)
                .add(new Change(match, match.aminoAcids(), letters));
          }
        });
    changes(json, "preserved", preserved);
    changes(json, "gained", gained);
    changes(json, "lost", lost);
    changes(json, "ambiguous", ambiguous);
    json.writeNumberField("total", gained.size() + preserved.size());
  }

  private static void changes(JsonGenerator json, String field, List<Change> changes)
      throws IOException {
    changes.sort(
        Comparator.comparing((Change change) -> change.motif().cds())
            .thenComparingInt(change -> change.motif().position().zeroBased()));
    json.writeArrayFieldStart(field);
    for (Change change : changes) {
      json.writeStartObject();
      json.writeStringField("name", change.motif().name());
      json.writeStringField("cds", change.motif().cds());
      json.writeNumberField("position", change.motif().position().zeroBased());
      json.writeStringField("refSeq", change.reference());
      json.writeStringField("qrySeq", change.query());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static Map<String, MotifMatch> byPlace(List<MotifMatch> matches) {
    Map<String, MotifMatch> byPlace = new TreeMap<>();
    matches.forEach(match -> byPlace.putIfAbsent(match.cds() + ":" + match.position(), match));
    return byPlace;
  }

  private static String ofReference(ReportedGenome genome, MotifMatch match) {
    int begin = match.position().zeroBased();
    return Objects.requireNonNull(genome.basis().proteins().get(match.cds()))
        .aminoAcids()
        .substring(begin, begin + match.aminoAcids().length());
  }

  /** What the genome has in a motif's place; empty unless all of it is inside the alignment. */
  private static String ofGenome(ReportedGenome genome, MotifMatch match) {
    Translation protein = genome.proteins().get(match.cds());
    if (protein != null) {
      int begin = match.position().zeroBased();
      int end = begin + match.aminoAcids().length();
      for (CodonRange range : protein.sequenced()) {
        if (range.begin() <= begin && end <= range.end()) {
          return protein.aminoAcids().substring(begin, end);
        }
      }
    }
    return "";
  }

  static void watchlist(JsonGenerator json, ReportedGenome genome) throws IOException {
    json.writeArrayFieldStart("watchlist");
    for (WatchlistHit hit : genome.genome().findings().watchlist()) {
      json.writeStartObject();
      json.writeStringField("list", hit.list());
      json.writeStringField("panel", hit.panel());
      json.writeStringField("mutations", hit.mutations());
      json.writeStringField("entry", hit.entry().mutation());
      json.writeStringField("alias", hit.entry().alias());
      json.writeStringField("effect", hit.entry().effect());
      json.writeStringField("source", hit.entry().source());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
