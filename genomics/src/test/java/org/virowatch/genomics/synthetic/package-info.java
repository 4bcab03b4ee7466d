/** Made-up viruses of known truth. */
@NullMarked
package org.virowatch.genomics.synthetic;

import org.jspecify.annotations.NullMarked;
