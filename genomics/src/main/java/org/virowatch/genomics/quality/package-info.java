/** Nextclade's six quality-control rules, one class each, and the overall score. */
@NullMarked
package org.virowatch.genomics.quality;

import org.jspecify.annotations.NullMarked;
