package org.virowatch.stack.flink;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster says about a job's checkpoints since it was submitted.
 *
 * @param completed how many were completed
 * @param failed how many failed, or could not begin because tasks were still starting
 * @param restored how often the job went back to one
 * @param latest when the latest was completed; null if none was
 */
public record CheckpointView(int completed, int failed, int restored, @Nullable Instant latest) {}
