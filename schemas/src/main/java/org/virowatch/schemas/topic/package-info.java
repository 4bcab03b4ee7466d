/**
 * The names, keys and partitioning of every Kafka topic; nothing else in the project spells one.
 */
@NullMarked
package org.virowatch.schemas.topic;

import org.jspecify.annotations.NullMarked;
