package org.virowatch.stack.demo;

import java.util.concurrent.atomic.AtomicLong;
import org.virowatch.ingest.submission.SubmissionOutcome;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.ingest.submit.SubmissionProducer;

/** Uploads the simulated outbreak as {@code submit} does. The counts may be read meanwhile. */
final class DemoUpload {
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /** Returns how many records were sent. */
  long accepted() {
    return accepted.get();
  }

  /** Returns how many records were refused at the door. */
  long refused() {
    return refused.get();
  }

  /** Uploads everything and returns when the broker has all of it. */
  void run(DemoOutbreak outbreak, String bootstrapServers) {
    try (SubmissionReader reader = outbreak.open();
        SubmissionProducer producer = SubmissionProducer.connect(bootstrapServers)) {
      while (reader.hasNext()) {
        if (reader.next() instanceof SubmissionOutcome.Accepted record) {
          producer.send(record.submission());
          accepted.incrementAndGet();
        } else {
          refused.incrementAndGet();
        }
        if (producer.isDue()) {
          producer.commit();
        }
      }
      producer.commit();
    }
  }
}
