package org.virowatch.stack.supervisor;

import org.jspecify.annotations.Nullable;
import org.virowatch.stack.process.ProcessIdentity;

/**
 * What the supervisor knows about one of its processes.
 *
 * @param name the process's name
 * @param identity the process; null while none runs
 * @param address where it listens; empty if it does not
 * @param restarts how often it was started again
 * @param givenUp whether it kept failing and is not started again
 * @param lastFailure why it failed last; empty if it never did
 */
public record ProcessState(
    String name,
    @Nullable ProcessIdentity identity,
    String address,
    int restarts,
    boolean givenUp,
    String lastFailure) {}
