package org.virowatch.surveillance.alert;

/**
 * Growth of a subject against the rest of a region's genomes, as the change of its log odds a week.
 *
 * @param perWeek the estimate
 * @param lower lower 95 % bound
 * @param upper upper 95 % bound
 * @param adjustedP p-value of "it does not rise", adjusted for all that the rule tested
 */
record SeenGrowth(double perWeek, double lower, double upper, double adjustedP) {}
