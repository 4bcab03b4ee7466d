@NullMarked
package org.virowatch.genomics.annotation;

import org.jspecify.annotations.NullMarked;
