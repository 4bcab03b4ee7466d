/**
 * Moving a stack and its stored genomes to another version of a dataset: {@code dataset activate}.
 */
@NullMarked
package org.virowatch.stack.dataset;

import org.jspecify.annotations.NullMarked;
