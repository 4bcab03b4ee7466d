/** What tasks keep between records: decoded while they work, bytes when a checkpoint takes it. */
@NullMarked
package org.virowatch.jobs.state;

import org.jspecify.annotations.NullMarked;
