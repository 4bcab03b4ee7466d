/** Tests of the jobs as wholes, and builders of records for all tests of the module. */
@NullMarked
package org.virowatch.jobs;

import org.jspecify.annotations.NullMarked;
