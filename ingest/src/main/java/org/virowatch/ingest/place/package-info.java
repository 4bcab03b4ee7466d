/** Places as labs write them, turned into ISO 3166-1 countries and ISO 3166-2 subdivisions. */
@NullMarked
package org.virowatch.ingest.place;

import org.jspecify.annotations.NullMarked;
