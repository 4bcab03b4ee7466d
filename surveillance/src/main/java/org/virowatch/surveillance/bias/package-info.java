/** What makes counts mislead: uneven sampling. */
@NullMarked
package org.virowatch.surveillance.bias;

import org.jspecify.annotations.NullMarked;
