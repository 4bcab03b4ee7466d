package org.virowatch.genomics.reads;

/**
 * How well an amplicon was read.
 *
 * @param amplicon which
 * @param median depth over the part of its insert that no other amplicon covers, or over all of it
 *     if there is no such part
 * @param droppedOut whether that is below the minimum depth
 */
public record AmpliconDepth(Amplicon amplicon, int median, boolean droppedOut) {}
