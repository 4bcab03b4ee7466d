package org.virowatch.surveillance.forecast;

/**
 * How wrong forecasts were, in a location at a lead. Every date counts alike, and on a date every
 * variant of the truth; a variant that was not forecast counts as a forecast of 0 to 0.
 *
 * @param location its name; {@link ForecastScorer#ALL} for the mean of the locations
 * @param lead days from the day of observation to the day forecast
 * @param dates number of dates scored
 * @param error mean absolute error of frequencies, in percentage points
 * @param coverage share of intervals that hold the truth, of the variants that were forecast
 * @param coverageOfAll the same, of all variants
 * @param width mean width of the intervals, in percentage points
 * @param intervalScore mean of width + 40 × the distance to a truth outside (T. Gneiting and A. E.
 *     Raftery, JASA 102 (2007) 359–378), in percentage points; lower is better
 * @param weightedScore weighted interval score of frequency and interval (J. Bracher et al., PLOS
 *     Computational Biology 17 (2021) e1008618), in percentage points; lower is better
 */
public record ForecastScore(
    String location,
    int lead,
    int dates,
    double error,
    double coverage,
    double coverageOfAll,
    double width,
    double intervalScore,
    double weightedScore) {}
