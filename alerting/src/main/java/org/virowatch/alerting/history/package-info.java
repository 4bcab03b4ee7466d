/** What has happened to alerts so far, and the {@code alerts} command that shows it. */
@NullMarked
package org.virowatch.alerting.history;

import org.jspecify.annotations.NullMarked;
