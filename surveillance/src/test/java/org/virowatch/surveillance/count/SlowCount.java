package org.virowatch.surveillance.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.CodonRange;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.SiteRange;
import org.virowatch.surveillance.calendar.CollectionDate;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.testing.RandomHistory;

/**
 * Counts the slow, plain way, straight from the definitions and without the classes under test: the
 * newest version of each genome, each cell a list of genomes, each number a loop over them.
 */
final class SlowCount {
  private SlowCount() {}

  /** What a cell must say, in a form that compares by value. */
  record Cell(
      int genomes,
      int simulated,
      Map<String, Long> labs,
      Map<String, Long> mutations,
      List<Integer> knownSites) {}

  static Map<CellKey, Cell> cells(List<CalledGenome> versions) {
    Map<String, CalledGenome> newest = new HashMap<>();
    for (CalledGenome genome : versions) {
      @Nullable CalledGenome other = newest.get(genome.getAccession());
      if (other == null || other.getVersion() < genome.getVersion()) {
        newest.put(genome.getAccession(), genome);
      }
    }
    Map<CellKey, List<CalledGenome>> members = new TreeMap<>();
    for (CalledGenome genome : newest.values()) {
      if (genome.getStatus() == GenomeStatus.CALLED) {
        String lineage = genome.getLineage() == null ? "" : genome.getLineage();
        for (String region : regions(genome)) {
          CellKey key = new CellKey(genome.getDataset(), region, period(genome), lineage);
          members.computeIfAbsent(key, absent -> new ArrayList<>()).add(genome);
        }
      }
    }
    Map<CellKey, Cell> cells = new TreeMap<>();
    members.forEach((key, genomes) -> cells.put(key, cell(genomes)));
    return cells;
  }

  private static Cell cell(List<CalledGenome> genomes) {
    Map<String, Long> labs = new HashMap<>();
    Map<String, Long> mutations = new HashMap<>();
    int simulated = 0;
    for (CalledGenome genome : genomes) {
      labs.merge(genome.getLab() == null ? "" : genome.getLab(), 1L, Long::sum);
      simulated += genome.getSimulated() ? 1 : 0;
      for (String mutation : mutations(genome)) {
        mutations.merge(mutation, 1L, Long::sum);
      }
    }
    List<Integer> known = new ArrayList<>();
    for (String axis : List.of("", "S", "N")) {
      for (int site = 1; site <= RandomHistory.SITES + 1; site++) {
        int sum = 0;
        for (CalledGenome genome : genomes) {
          sum += isKnown(genome, axis, site) ? 1 : 0;
        }
        known.add(sum);
      }
    }
    return new Cell(genomes.size(), simulated, labs, mutations, known);
  }

  private static Set<String> mutations(CalledGenome genome) {
    Set<String> mutations = new HashSet<>();
    genome
        .getSubstitutions()
        .forEach(name -> addIfKnown(genome, "", digits(name), name, mutations));
    genome
        .getInsertions()
        .forEach(
            name ->
                addIfKnown(
                    genome, "", digits(name.substring(0, name.indexOf(':'))), name, mutations));
    int base = 0;
    for (SiteRange range : genome.getDeletions()) {
      for (int site = range.getStart(); site <= range.getEnd(); site++) {
        String name = genome.getDeletedBases().charAt(base++) + "" + site + "-";
        addIfKnown(genome, "", site, name, mutations);
      }
    }
    for (List<String> names :
        List.of(genome.getAaSubstitutions(), genome.getAaDeletions(), genome.getAaInsertions())) {
      for (String name : names) {
        addIfKnown(genome, name.substring(0, 1), digits(name), name, mutations);
      }
    }
    return mutations;
  }

  private static void addIfKnown(
      CalledGenome genome, String axis, int site, String name, Set<String> mutations) {
    if (site == 0 || isKnown(genome, axis, site)) {
      mutations.add(name);
    }
  }

  private static int digits(String name) {
    int number = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      number = Character.isDigit(c) ? 10 * number + (c - '0') : number;
    }
    return number;
  }

  private static boolean isKnown(CalledGenome genome, String axis, int site) {
    if (axis.isEmpty()) {
      for (SiteRange range : genome.getMissing()) {
        if (range.getStart() <= site && site <= range.getEnd()) {
          return false;
        }
      }
      return true;
    }
    for (CodonRange range : genome.getUnknownCodons()) {
      if (range.getCds().equals(axis) && range.getStart() <= site && site <= range.getEnd()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> regions(CalledGenome genome) {
    List<String> regions = new ArrayList<>(List.of("world"));
    regions.add(genome.getCountry() == null ? "ZZ" : genome.getCountry());
    if (genome.getSubdivision() != null) {
      regions.add(genome.getSubdivision());
    }
    return regions;
  }

  private static String period(CalledGenome genome) {
    String date = genome.getCollectionDate();
    if (date == null) {
      return "undated";
    }
    return date.length() < 10 ? date : IsoWeek.of(CollectionDate.parse(date).first()).toString();
  }
}
