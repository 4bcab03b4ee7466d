/**
 * Where a running stack is to be found: the file that {@code up} leaves in its data folder, and the
 * command-line options of every command that talks to a stack. Called by all command-line commands.
 */
@NullMarked
package org.virowatch.schemas.deployment;

import org.jspecify.annotations.NullMarked;
