/**
 * What an operator may choose about a stack, and what the machine must offer. Called by the
 * commands and the supervisor.
 */
@NullMarked
package org.virowatch.stack.config;

import org.jspecify.annotations.NullMarked;
