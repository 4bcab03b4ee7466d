/**
 * How well minority variants and consensus genomes are found in simulated reads of known truth,
 * beside iVar and bcftools; behind {@code virowatch bench reads}.
 */
@NullMarked
package org.virowatch.benchmarks.reads;

import org.jspecify.annotations.NullMarked;
