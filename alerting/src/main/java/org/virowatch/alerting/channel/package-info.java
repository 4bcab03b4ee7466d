/**
 * One class a delivery channel, and the document they deliver. A channel knows how to make one
 * attempt; when to try again is decided in {@code delivery}.
 */
@NullMarked
package org.virowatch.alerting.channel;

import org.jspecify.annotations.NullMarked;
