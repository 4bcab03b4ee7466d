@NullMarked
package org.virowatch.genomics.sequence;

import org.jspecify.annotations.NullMarked;
