@NullMarked
package org.virowatch.genomics.lineage;

import org.jspecify.annotations.NullMarked;
