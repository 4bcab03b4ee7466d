/** Tests of replays and of how they are judged. */
@NullMarked
package org.virowatch.surveillance.backtest;

import org.jspecify.annotations.NullMarked;
