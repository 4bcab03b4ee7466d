/**
 * A reference dataset in Nextclade's layout: its files, its parameters, and the one object that
 * holds all of it. Everything that analyses a genome starts here.
 */
@NullMarked
package org.virowatch.genomics.dataset;

import org.jspecify.annotations.NullMarked;
