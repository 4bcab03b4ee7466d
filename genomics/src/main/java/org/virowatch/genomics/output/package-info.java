/** Results as tables under the names that Nextclade gives them. */
@NullMarked
package org.virowatch.genomics.output;

import org.jspecify.annotations.NullMarked;
