package org.virowatch.benchmarks;

import java.util.Optional;

/**
 * How fast genomes of one dataset were called.
 *
 * @param dataset what the table calls the dataset: its file's name, or {@code built-in}
 * @param name the dataset's own name
 * @param version the dataset's version
 * @param nodes nodes of its tree; 0 without one
 * @param jobs threads that analysed
 * @param genomes genomes a run
 * @param input what they were, in words
 * @param first the first run, in a JVM that has compiled nothing yet
 * @param call warmed up: from the FASTA file to the TSV file, genomes/s
 * @param processorMicros warmed up: processor time a genome, µs, of all threads, the compiler's and
 *     the garbage collector's too; tells more than a rate where other programs run as well
 * @param parse warmed up: only reading the FASTA file, genomes/s
 * @param command the whole command in a process of its own, start of the JVM included, genomes/s;
 *     empty if there is no launcher to start
 */
record CallMeasurement(
    String dataset,
    String name,
    String version,
    int nodes,
    int jobs,
    int genomes,
    String input,
    double first,
    Rates call,
    double processorMicros,
    Rates parse,
    Optional<Double> command) {}
