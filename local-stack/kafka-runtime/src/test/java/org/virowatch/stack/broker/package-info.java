/** What the stack relies on in the release of the broker. */
@NullMarked
package org.virowatch.stack.broker;

import org.jspecify.annotations.NullMarked;
