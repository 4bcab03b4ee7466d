package org.virowatch.surveillance.lab;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the labs of every dataset stand at a tick. Immutable; made by {@link LabHistory#at}. */
public final class LabStandings {
  /** Nobody is held or was ever released. */
  public static final LabStandings NONE = new LabStandings(Map.of(), Map.of());

  private final SortedMap<String, HeldLabs> held;
  private final SortedMap<String, SortedMap<String, Instant>> released;

  LabStandings(Map<String, HeldLabs> held, Map<String, SortedMap<String, Instant>> released) {
    this.held = new TreeMap<>(held);
    this.released = new TreeMap<>(released);
  }

  /** Returns the labs whose genomes of a dataset are held out of alert decisions. */
  public HeldLabs held(String dataset) {
    return held.getOrDefault(dataset, HeldLabs.NONE);
  }

  /** Returns when a lab was released last; what it collected until then is not judged again. */
  public Optional<Instant> releasedAt(String dataset, String lab) {
    SortedMap<String, Instant> labs = released.get(dataset);
    return labs == null ? Optional.empty() : Optional.ofNullable(labs.get(lab));
  }

  /** Returns whether nobody is held and nobody was released. */
  public boolean isEmpty() {
    return held.isEmpty() && released.isEmpty();
  }

  /** Returns a text that changes whenever a standing does. */
  public String fingerprint() {
    return isEmpty() ? "" : held + " " + released;
  }
}
