@NullMarked
package org.virowatch.genomics.stored;

import org.jspecify.annotations.NullMarked;
