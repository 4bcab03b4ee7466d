/**
 * From a raw sequence to what it says: alignment, mutations, translation, lineage and quality. A
 * pure library without Kafka or Flink, called by the stream, by {@code virowatch call} and by the
 * batch recomputation alike.
 */
@NullMarked
package org.virowatch.genomics;

import org.jspecify.annotations.NullMarked;
