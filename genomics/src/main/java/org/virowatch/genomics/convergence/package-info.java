/** Changes of amino acids that lineages gained independently of one another. */
@NullMarked
package org.virowatch.genomics.convergence;

import org.jspecify.annotations.NullMarked;
