package org.virowatch.surveillance.history;

import java.time.LocalDate;

/**
 * What was known on a day.
 *
 * @param asOf the day; counts hold what had been submitted by its end
 * @param counts genomes by location, variant and day of collection
 */
public record KnownCounts(LocalDate asOf, DailyCounts counts) {}
