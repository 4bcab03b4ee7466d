@NullMarked
package org.virowatch.schemas.deployment;

import org.jspecify.annotations.NullMarked;
