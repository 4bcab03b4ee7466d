package org.virowatch.stack.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * What the supervisor knows about one of its jobs.
 *
 * @param label the job's short name
 * @param id Flink's job id; empty before it was submitted
 * @param restoredFrom the savepoint or checkpoint it continued from; empty for a fresh start
 * @param resubmissions how often it was submitted again
 * @param givenUp whether it kept failing and is not submitted again
 * @param lastFailure why it failed last; empty if it never did
 * @param failedCheckpoints how many checkpoints failed since the stack was started
 * @param slowCheckpoints how many were slow since then
 * @param checkpointTrouble what was wrong with the last of them; empty if nothing ever was, null in
 *     what an earlier release wrote
 */
public record JobState(
    String label,
    String id,
    String restoredFrom,
    int resubmissions,
    boolean givenUp,
    String lastFailure,
    int failedCheckpoints,
    int slowCheckpoints,
    @Nullable String checkpointTrouble) {}
