/** What makes counts mislead: targeted sampling, uneven sampling, and labs with artefacts. */
@NullMarked
package org.virowatch.surveillance.bias;

import org.jspecify.annotations.NullMarked;
