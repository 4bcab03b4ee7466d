/** Which labs' genomes alert decisions leave out. */
@NullMarked
package org.virowatch.surveillance.lab;

import org.jspecify.annotations.NullMarked;
