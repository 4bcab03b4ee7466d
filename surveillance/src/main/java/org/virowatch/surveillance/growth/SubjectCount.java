package org.virowatch.surveillance.growth;

import java.time.LocalDate;

/**
 * Genomes of a subject among all at one time and place.
 *
 * @param region where
 * @param subject lineage, variant or mutation
 * @param day day of collection; for a week its Thursday
 * @param subjectGenomes k
 * @param genomes n, those that could show the subject
 */
public record SubjectCount(
    String region, String subject, LocalDate day, long subjectGenomes, long genomes) {}
