@NullMarked
package org.virowatch.genomics.growth;

import org.jspecify.annotations.NullMarked;
