@NullMarked
package org.virowatch.genomics.detect;

import org.jspecify.annotations.NullMarked;
