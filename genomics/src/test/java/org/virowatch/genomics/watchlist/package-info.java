@NullMarked
package org.virowatch.genomics.watchlist;

import org.jspecify.annotations.NullMarked;
