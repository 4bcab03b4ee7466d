/** The channels file: typed settings, and one report of everything that is wrong with it. */
@NullMarked
package org.virowatch.alerting.config;

import org.jspecify.annotations.NullMarked;
