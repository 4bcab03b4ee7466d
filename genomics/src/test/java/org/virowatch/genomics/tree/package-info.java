@NullMarked
package org.virowatch.genomics.tree;

import org.jspecify.annotations.NullMarked;
