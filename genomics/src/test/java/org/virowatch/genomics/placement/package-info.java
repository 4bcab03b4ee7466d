@NullMarked
package org.virowatch.genomics.placement;

import org.jspecify.annotations.NullMarked;
