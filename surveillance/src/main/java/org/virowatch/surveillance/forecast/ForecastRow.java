package org.virowatch.surveillance.forecast;

import java.time.LocalDate;

/**
 * A line of a table of forecasts.
 *
 * @param observed day on which the counts were known
 * @param location where
 * @param variant which
 * @param date of which day the frequency is
 * @param frequency share of genomes, 0 to 1
 * @param lower lower bound of the 95 % interval
 * @param upper upper bound of the 95 % interval
 */
public record ForecastRow(
    LocalDate observed,
    String location,
    String variant,
    LocalDate date,
    double frequency,
    double lower,
    double upper) {}
