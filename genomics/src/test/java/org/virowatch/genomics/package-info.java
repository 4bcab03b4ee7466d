/** Tests of the whole way from letters to calls, against real genomes. */
@NullMarked
package org.virowatch.genomics;

import org.jspecify.annotations.NullMarked;
