/**
 * The pooled growth model: one fit to all regions of a pool, what it expects of each variant, and
 * the decisions of growth and spread rules by it. Knows counts alone; where they are kept is a
 * matter of {@code regionpool}.
 */
@NullMarked
package org.virowatch.surveillance.growthmodel;

import org.jspecify.annotations.NullMarked;
