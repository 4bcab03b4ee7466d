/**
 * How records enter and leave the jobs: Kafka sources and sinks, serializers, and the reading of
 * bytes that may be anything.
 */
@NullMarked
package org.virowatch.jobs.wire;

import org.jspecify.annotations.NullMarked;
