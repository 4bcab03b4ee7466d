package org.virowatch.surveillance.bias;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Labs and batches whose genomes are held out of alert decisions, never of counts, from a finding
 * until someone releases them. A released lab is held again only for something else. Not safe for
 * use by several threads at once.
 */
public final class HeldLabs {
  private record Held(LabFinding finding, boolean released) {}

  private final TreeMap<String, TreeMap<String, Held>> byLab = new TreeMap<>();

  /** Makes one that holds nobody. */
  public HeldLabs() {}

  /**
   * Takes findings.
   *
   * @return those that are new, and so have to be told
   */
  public List<LabFinding> take(Collection<LabFinding> findings) {
    return findings.stream()
        .filter(
            finding ->
                byLab
                        .computeIfAbsent(finding.lab(), absent -> new TreeMap<>())
                        .putIfAbsent(
                            finding.kind() + " " + finding.subject(), new Held(finding, false))
                    == null)
        .toList();
  }

  /**
   * Releases a lab.
   *
   * @return whether it was held
   */
  public boolean release(String lab) {
    boolean held = holds(lab);
    TreeMap<String, Held> findings = byLab.get(lab);
    if (findings != null) {
      findings.replaceAll((reason, found) -> new Held(found.finding, true));
    }
    return held;
  }

  /** Returns whether a lab's genomes are held out of alert decisions. */
  public boolean holds(String lab) {
    return reason(lab).isPresent();
  }

  /** Returns why a lab is held: the most certain of its findings that is not released. */
  public Optional<LabFinding> reason(String lab) {
    return byLab.getOrDefault(lab, new TreeMap<>()).values().stream()
        .filter(held -> !held.released)
        .map(Held::finding)
        .min(Comparator.comparingDouble(LabFinding::pAdjusted));
  }

  /** Returns the labs that are held, sorted. */
  public List<String> labs() {
    return byLab.keySet().stream().filter(this::holds).toList();
  }
}
