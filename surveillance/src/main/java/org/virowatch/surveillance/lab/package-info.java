/** Labs compared with their peers, and whose genomes alert decisions leave out. */
@NullMarked
package org.virowatch.surveillance.lab;

import org.jspecify.annotations.NullMarked;
