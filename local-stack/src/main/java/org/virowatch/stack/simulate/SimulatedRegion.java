package org.virowatch.stack.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * A region that sequences.
 *
 * @param country English name
 * @param countryCode ISO 3166-1 alpha-2
 * @param name name of the subdivision
 * @param code ISO 3166-2
 * @param share part of all genomes, relative to the other regions
 * @param labs its laboratories
 */
record SimulatedRegion(
    String country,
    String countryCode,
    String name,
    String code,
    double share,
    List<SimulatedLab> labs) {

  /** Number of amplicons in the simulated primer scheme. */
  static final int AMPLICONS = 95;

  SimulatedRegion {
    labs = List.copyOf(labs);
  }

  /** Regions of the United Kingdom and France; shares roughly by sequencing effort in 2022. */
  static List<SimulatedRegion> all() {
    return List.of(
        unitedKingdom("England", "GB-ENG", 0.46, 8, "London", "Cambridge", "Liverpool", "Exeter"),
        unitedKingdom("Scotland", "GB-SCT", 0.11, 9, "Edinburgh", "Glasgow", "Aberdeen"),
        unitedKingdom("Wales", "GB-WLS", 0.07, 9, "Cardiff", "Swansea"),
        unitedKingdom("Northern Ireland", "GB-NIR", 0.04, 11, "Belfast", "Derry"),
        france("Île-de-France", "FR-IDF", 0.11, 13, "Paris", "Créteil", "Versailles"),
        france("Auvergne-Rhône-Alpes", "FR-ARA", 0.07, 15, "Lyon", "Grenoble"),
        france("Provence-Alpes-Côte d'Azur", "FR-PAC", 0.05, 14, "Marseille", "Nice"),
        france("Hauts-de-France", "FR-HDF", 0.03, 17, "Lille", "Amiens"),
        france("Nouvelle-Aquitaine", "FR-NAQ", 0.03, 18, "Bordeaux", "Limoges"),
        france("Bretagne", "FR-BRE", 0.03, 16, "Rennes", "Brest"));
  }

  private static SimulatedRegion unitedKingdom(
      String name, String code, double share, double delay, String... cities) {
    return new SimulatedRegion("United Kingdom", "GB", name, code, share, labs(delay, cities));
  }

  private static SimulatedRegion france(
      String name, String code, double share, double delay, String... cities) {
    return new SimulatedRegion("France", "FR", name, code, share, labs(delay, cities));
  }

  private static List<SimulatedLab> labs(double delay, String... cities) {
    List<SimulatedLab> labs = new ArrayList<>();
    for (int i = 0; i < cities.length; i++) {
      SimulatedLab.PlaceStyle[] styles = SimulatedLab.PlaceStyle.values();
      labs.add(
          new SimulatedLab(
              "SIM laboratory " + cities[i],
              1.0 / (i + 1),
              delay + 2 * i,
              Math.floorMod(cities[i].hashCode(), AMPLICONS),
              styles[i % styles.length]));
    }
    return labs;
  }
}
