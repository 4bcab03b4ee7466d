/** Tests of how labs stand. */
@NullMarked
package org.virowatch.surveillance.lab;

import org.jspecify.annotations.NullMarked;
