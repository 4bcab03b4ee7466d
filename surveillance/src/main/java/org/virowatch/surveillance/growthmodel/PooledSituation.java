package org.virowatch.surveillance.growthmodel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;
import org.virowatch.surveillance.alert.MaterialChange;
import org.virowatch.surveillance.alert.Situation;

/**
 * One variant in one region, as a growth or spread rule sees it at a tick.
 *
 * @param kind the rule
 * @param observed what is known and expected
 * @param among how it stands among all that the rule tested
 */
record PooledSituation(PooledKind kind, PooledCase observed, PooledCase.Tested among)
    implements Situation {
  @Override
  public boolean fires() {
    @Nullable Double adjusted = among.adjustedP();
    return adjusted != null && kind.fires(observed, adjusted);
  }

  @Override
  public boolean isBelow() {
    return kind.isBelow(observed);
  }

  @Override
  public boolean changedSince(Evidence last) {
    return MaterialChange.between(last, observed.count(), observed.coverage(), observed.interval());
  }

  @Override
  public Evidence evidence() {
    return observed.evidence(among);
  }

  /** Counts do not say; whoever has the genomes knows. */
  @Override
  public boolean isSimulated() {
    return false;
  }

  @Override
  public String sentence(AlertState state) {
    String verb =
        switch (state) {
          case FIRING -> kind.verb();
          case UPDATED -> "changed";
          case RESOLVED -> "resolved";
        };
    Evidence evidence = evidence();
    StringBuilder sentence =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "lineage %s in %s %s: %d of %d genomes (%.1f %%) collected in %s to %s, reported"
                    + " by %d %s",
                observed.variant(),
                observed.region(),
                verb,
                evidence.getCount(),
                evidence.getCoverage(),
                100 * evidence.getFrequency(),
                evidence.getFirstWeek(),
                evidence.getLastWeek(),
                observed.regions(),
                observed.regions() == 1 ? "region" : "regions"));
    PooledCase.@Nullable Growth growth = observed.growth();
    if (growth != null) {
      sentence.append(
          String.format(
              Locale.ROOT,
              ", log odds %+.2f a week (95 %% interval %+.2f to %+.2f)",
              growth.perWeek(),
              growth.lower(),
              growth.upper()));
    }
    if (observed.probability() != null) {
      sentence.append(String.format(Locale.ROOT, ", probability %.2f", observed.probability()));
    }
    return sentence.toString();
  }
}
