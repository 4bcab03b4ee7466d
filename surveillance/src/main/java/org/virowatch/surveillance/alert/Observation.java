package org.virowatch.surveillance.alert;

import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.Evidence;
import org.virowatch.surveillance.calendar.WeekWindow;
import org.virowatch.surveillance.frequency.WilsonInterval;

/**
 * What is known of one subject in one region at a tick.
 *
 * @param count k: genomes with the subject collected in the window
 * @param coverage n: genomes of the window that could have shown it
 * @param interval 95 % Wilson interval of k in n
 * @param labs labs that reported it in the window; genomes without a lab count as one lab together
 * @param countBefore genomes with the subject that were surely collected before the window
 * @param genomesBefore all genomes that were surely collected before the window
 * @param countEver genomes with the subject of any date, the window's included
 * @param simulated whether the window's genomes include simulated ones
 * @param targetedLeftOut genomes of the window that are in none of the above, because the rule
 *     leaves out those of targeted sampling
 * @param heldOut genomes of the window that are in none of the above, because their labs are held
 * @param window the weeks of collection
 * @param growth how it grows; null where the rule's kind does not look at it, or nothing can be
 *     said
 */
record Observation(
    long count,
    long coverage,
    WilsonInterval interval,
    int labs,
    long countBefore,
    long genomesBefore,
    long countEver,
    boolean simulated,
    long targetedLeftOut,
    long heldOut,
    WeekWindow window,
    @Nullable SeenGrowth growth) {

  /** Returns the same with a growth. */
  Observation with(@Nullable SeenGrowth seen) {
    return new Observation(
        count,
        coverage,
        interval,
        labs,
        countBefore,
        genomesBefore,
        countEver,
        simulated,
        targetedLeftOut,
        heldOut,
        window,
        seen);
  }

  double frequency() {
    return coverage == 0 ? 0 : (double) count / coverage;
  }

  /** Returns the evidence of a decision among so many tested subjects. */
  Evidence evidence(int tested) {
    Evidence.Builder evidence =
        Evidence.newBuilder()
            .setCount(count)
            .setCoverage(coverage)
            .setFrequency(frequency())
            .setLower(interval.lower())
            .setUpper(interval.upper())
            .setFirstWeek(window.first().toString())
            .setLastWeek(window.last().toString())
            .setLabs(labs)
            .setCountBefore(countBefore)
            .setTested(tested)
            .setTargetedLeftOut(targetedLeftOut == 0 ? null : targetedLeftOut)
            .setHeldOut(heldOut == 0 ? null : heldOut);
    if (growth != null) {
      evidence
          .setGrowthPerWeek(growth.perWeek())
          .setGrowthLower(growth.lower())
          .setGrowthUpper(growth.upper())
          .setAdjustedP(growth.adjustedP());
    }
    return evidence.build();
  }
}
