@NullMarked
package org.virowatch.genomics.vcf;

import org.jspecify.annotations.NullMarked;
