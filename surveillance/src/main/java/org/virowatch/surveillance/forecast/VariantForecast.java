package org.virowatch.surveillance.forecast;

/**
 * What a variant's frequency in a location will turn out to be on a day.
 *
 * @param variant its name
 * @param frequency most likely share of the genomes, 0 to 1; those of all variants add up to 1
 * @param lower lower bound of the 95 % interval
 * @param upper upper bound of the 95 % interval
 */
public record VariantForecast(String variant, double frequency, double lower, double upper) {}
