/** What a genome says: mutations and gaps in knowledge, each with the field's notation. */
@NullMarked
package org.virowatch.genomics.call;

import org.jspecify.annotations.NullMarked;
