package org.virowatch.surveillance.backtest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.virowatch.schemas.AlertState;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;

/**
 * Sub-lineages that go nowhere, inside a real history: each genome of a real variant is one of its
 * decoy with a fixed small probability, and stays so on every later day of observation (binomial
 * thinning of what became known each time). A decoy rises and falls as its variant does and never
 * exceeds a few per cent, so an alert about it is a false one, whatever names were given in
 * hindsight.
 *
 * <p>Probabilities are log-uniform from {@value #LEAST} to {@value #MOST}; a third of the decoys
 * have the same in every location, a third scatter between locations, a third are missing from
 * about half of them. Seeded, so the same history and number give the same decoys.
 */
public final class Decoys {
  private static final double LEAST = 0.0002;
  private static final double MOST = 0.02;
  private static final double SCATTER = 0.8;
  private static final int TOGETHER = 6;
  private static final String NAME = "decoy ";
  private static final long SEED = 20_220_101;

  private Decoys() {}

  /**
   * A history with decoys in it.
   *
   * @param history what was known, decoys split off their variants
   * @param names the decoys
   */
  public record Trial(List<KnownCounts> history, Set<String> names) {}

  /**
   * What a rule said about decoys.
   *
   * @param decoys decoys of which a genome was known
   * @param alerted those it alerted on anywhere
   * @param places decoys by location, where a genome was known
   * @param placesAlerted decoys by location that it alerted on
   */
  public record Figure(int decoys, int alerted, int places, int placesAlerted) {
    /** Adds up figures. */
    public Figure plus(Figure other) {
      return new Figure(
          decoys + other.decoys,
          alerted + other.alerted,
          places + other.places,
          placesAlerted + other.placesAlerted);
    }

    /** Returns the share of decoys alerted on. */
    public double share() {
      return decoys == 0 ? 0 : (double) alerted / decoys;
    }
  }

  /** Returns histories that hold so many decoys together, a few each. */
  public static List<Trial> trials(List<KnownCounts> history, int decoys) {
    List<String> parents = new ArrayList<>(new TreeSet<>(namedVariants(history)));
    List<Trial> trials = new ArrayList<>();
    for (int made = 0; made < decoys && !parents.isEmpty(); made += TOGETHER) {
      Random random = new Random(SEED + made);
      trials.add(new Thinning(random).split(history, parents, Math.min(TOGETHER, decoys - made)));
    }
    return trials;
  }

  private static Set<String> namedVariants(List<KnownCounts> history) {
    Set<String> variants = new HashSet<>();
    history.forEach(known -> variants.addAll(known.counts().variants()));
    variants.removeAll(CountReplay.UNNAMED);
    return variants;
  }

  /** Counts what one rule said about the decoys of a trial. */
  public static Figure figure(Trial trial, String rule, List<ReplayedAlert> alerts) {
    Set<String> known = new HashSet<>();
    Set<List<String>> places = new HashSet<>();
    for (KnownCounts counts : trial.history) {
      DailyCounts daily = counts.counts();
      for (String name : trial.names) {
        int variant = daily.variants().indexOf(name);
        for (int location = 0; variant >= 0 && location < daily.locations().size(); location++) {
          if (total(daily, location, variant) > 0) {
            known.add(name);
            places.add(List.of(name, daily.locations().get(location)));
          }
        }
      }
    }
    Set<String> alerted = new HashSet<>();
    Set<List<String>> placesAlerted = new HashSet<>();
    for (ReplayedAlert alert : alerts) {
      if (alert.event().getRuleId().equals(rule)
          && alert.event().getState() == AlertState.FIRING
          && trial.names.contains(alert.variant())) {
        alerted.add(alert.variant());
        placesAlerted.add(List.of(alert.variant(), alert.location()));
      }
    }
    return new Figure(known.size(), alerted.size(), places.size(), placesAlerted.size());
  }

  private static long total(DailyCounts daily, int location, int variant) {
    long total = 0;
    for (int day = 0; day < daily.days(); day++) {
      total += daily.count(location, variant, day);
    }
    return total;
  }

  private record Cell(String location, String variant, LocalDate day) {}

  private record Decoy(String name, Map<String, Double> shares) {}

  /** Splits decoys off, remembering which genomes are theirs. */
  private static final class Thinning {
    private final Random random;
    private final Map<Cell, Integer> known = new HashMap<>();
    private final Map<Cell, Integer> ofDecoy = new HashMap<>();

    Thinning(Random random) {
      this.random = random;
    }

    Trial split(List<KnownCounts> history, List<String> parents, int number) {
      TreeSet<String> locations = new TreeSet<>();
      history.forEach(each -> locations.addAll(each.counts().locations()));
      Map<String, List<Decoy>> byParent = new HashMap<>();
      Set<String> names = new TreeSet<>();
      for (int index = 0; index < number; index++) {
        String parent = parents.get(random.nextInt(parents.size()));
        String name = NAME + (index + 1) + " of " + parent;
        names.add(name);
        byParent
            .computeIfAbsent(parent, absent -> new ArrayList<>())
            .add(new Decoy(name, shares(locations)));
      }
      List<KnownCounts> split = new ArrayList<>();
      for (KnownCounts each : history) {
        split.add(new KnownCounts(each.asOf(), split(each.counts(), byParent)));
      }
      return new Trial(List.copyOf(split), Set.copyOf(names));
    }

    private Map<String, Double> shares(Set<String> locations) {
      double share = LEAST * Math.pow(MOST / LEAST, random.nextDouble());
      int kind = random.nextInt(3);
      Map<String, Double> shares = new HashMap<>();
      for (String location : locations) {
        double scattered = Math.min(MOST, share * Math.exp(SCATTER * random.nextGaussian()));
        boolean missing = random.nextBoolean();
        shares.put(location, kind == 0 ? share : kind == 1 ? scattered : missing ? 0 : share);
      }
      return shares;
    }

    private DailyCounts split(DailyCounts daily, Map<String, List<Decoy>> byParent) {
      DailyCounts.Builder counts = new DailyCounts.Builder();
      for (int location = 0; location < daily.locations().size(); location++) {
        String place = daily.locations().get(location);
        counts.location(place);
        for (int variant = 0; variant < daily.variants().size(); variant++) {
          String parent = daily.variants().get(variant);
          for (int index = 0; index < daily.days(); index++) {
            LocalDate day = daily.firstDay().plusDays(index);
            int genomes = daily.count(location, variant, index);
            int rest = genomes;
            int before = known.getOrDefault(new Cell(place, parent, day), 0);
            for (Decoy decoy : byParent.getOrDefault(parent, List.of())) {
              int own =
                  Math.min(rest, own(decoy, new Cell(place, decoy.name, day), before, genomes));
              ofDecoy.put(new Cell(place, decoy.name, day), own);
              rest -= own;
              if (own > 0) {
                counts.add(place, decoy.name, day, own);
              }
            }
            if (byParent.containsKey(parent)) {
              known.put(new Cell(place, parent, day), genomes);
            }
            if (rest > 0) {
              counts.add(place, parent, day, rest);
            }
          }
        }
      }
      return counts.build();
    }

    private int own(Decoy decoy, Cell cell, int before, int genomes) {
      int own = ofDecoy.getOrDefault(cell, 0);
      return genomes >= before
          ? own + binomial(genomes - before, decoy.shares.getOrDefault(cell.location, 0.0))
          : binomial(own, (double) genomes / before);
    }

    /** Draws by waiting times, which costs the successes and not the trials. */
    private int binomial(int trials, double probability) {
      if (probability <= 0 || trials <= 0) {
        return 0;
      }
      if (probability >= 1) {
        return trials;
      }
      if (probability > 0.5) {
        return trials - binomial(trials, 1 - probability);
      }
      double logOfFailure = Math.log1p(-probability);
      int successes = 0;
      double at = 0;
      while (true) {
        at += Math.floor(Math.log(1 - random.nextDouble()) / logOfFailure) + 1;
        if (at > trials) {
          return successes;
        }
        successes++;
      }
    }
  }
}
