/**
 * The Kafka broker: its configuration, its topics and the rules first stored in it. Called by the
 * supervisor and {@code status}.
 */
@NullMarked
package org.virowatch.stack.kafka;

import org.jspecify.annotations.NullMarked;
