/**
 * A compact binary form for what the jobs keep as state and pass between operators: numbers in as
 * few bytes as they need, texts once each. Whoever keeps such bytes writes a version first.
 */
@NullMarked
package org.virowatch.surveillance.compact;

import org.jspecify.annotations.NullMarked;
