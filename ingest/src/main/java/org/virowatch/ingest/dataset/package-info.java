/**
 * Fetches reference datasets from a Nextclade v3 dataset server into a local cache: {@code dataset
 * list} and {@code dataset get}. What is fetched is loaded by genomics.
 */
@NullMarked
package org.virowatch.ingest.dataset;

import org.jspecify.annotations.NullMarked;
