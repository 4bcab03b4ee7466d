@NullMarked
package org.virowatch.surveillance.compact;

import org.jspecify.annotations.NullMarked;
