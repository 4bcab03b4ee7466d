@NullMarked
package org.virowatch.genomics.dataset;

import org.jspecify.annotations.NullMarked;
