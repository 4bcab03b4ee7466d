/** Fixed vocabularies read from resource tables: small, reviewed and with their sources named. */
@NullMarked
package org.virowatch.ingest.vocabulary;

import org.jspecify.annotations.NullMarked;
