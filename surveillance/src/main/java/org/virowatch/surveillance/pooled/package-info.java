/**
 * Alerts of kinds that look across regions: the pooled growth model, what it expects, and the life
 * of the alerts decided by it.
 */
@NullMarked
package org.virowatch.surveillance.pooled;

import org.jspecify.annotations.NullMarked;
