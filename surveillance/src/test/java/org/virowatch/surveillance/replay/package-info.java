/** Tests of whole histories. */
@org.jspecify.annotations.NullMarked
package org.virowatch.surveillance.replay;
