package org.virowatch.genomics;

import org.jspecify.annotations.Nullable;

/**
 * A sequence that could not be analysed, and why, in words a lab understands.
 *
 * @param name name of the sequence
 * @param reason machine-readable reason
 * @param message what was wrong, the limit, the likely cause and what to do
 * @param field the field at fault, usually {@code sequence}; null when none is
 * @param value the offending value, cut short; null when there is none to show
 */
public record AnalysisFailure(
    String name,
    FailureReason reason,
    String message,
    @Nullable String field,
    @Nullable String value)
    implements AnalysisResult {}
