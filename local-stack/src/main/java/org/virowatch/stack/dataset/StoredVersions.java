package org.virowatch.stack.dataset;

import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/** Which versions of a dataset the stored calls are of. */
final class StoredVersions {
  private final String bootstrapServers;

  StoredVersions(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Returns whether every stored call of a dataset is of this version of it. */
  boolean areAllOf(ReferenceDataset dataset) {
    WireCodec<CalledGenome> codec = WireCodec.of(CalledGenome.class);
    boolean[] all = {true};
    try (TopicReader reader = TopicReader.open(bootstrapServers, Topic.GENOMES)) {
      reader.readToEnd(
          (key, value) -> {
            if (value == null) {
              return;
            }
            try {
              CalledGenome genome = codec.decode(value);
              all[0] &=
                  !genome.getDataset().equals(dataset.name())
                      || genome.getDatasetVersion().equals(dataset.version());
            } catch (UndecodableRecordException e) {
              return; // The surveillance job has rejected it.
            }
          });
    }
    return all[0];
  }
}
