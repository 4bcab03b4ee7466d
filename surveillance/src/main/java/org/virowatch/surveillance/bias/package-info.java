/** What makes counts mislead: uneven sampling, and labs with artefacts. */
@NullMarked
package org.virowatch.surveillance.bias;

import org.jspecify.annotations.NullMarked;
