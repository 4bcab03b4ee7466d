/**
 * Holds what an activation of a dataset will change until it is in force; only the surveillance job
 * may use it.
 */
@NullMarked
package org.virowatch.jobs.activating;

import org.jspecify.annotations.NullMarked;
