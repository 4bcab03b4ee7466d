/** What a dataset reads off the proteins of a genome beside mutations: scores and motifs. */
@NullMarked
package org.virowatch.genomics.trait;

import org.jspecify.annotations.NullMarked;
