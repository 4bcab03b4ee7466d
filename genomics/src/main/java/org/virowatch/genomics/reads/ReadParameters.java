package org.virowatch.genomics.reads;

/**
 * What counts as an observation, a variant and a consensus.
 *
 * @param minBaseQuality lowest Phred quality of a base that counts (iVar's {@code -q})
 * @param minMappingQuality lowest mapping quality of a read that counts
 * @param minDepth fewest observations at a position for a variant or a known base of the consensus
 *     (iVar's {@code -m})
 * @param minFrequency lowest frequency of a variant that is reported, 0 to 1 (iVar's {@code
 *     variants -t})
 * @param consensusThreshold the consensus is the fewest, most frequent bases that together make up
 *     this share of the depth, 0 to 1; 0 is the most frequent base alone (iVar's {@code consensus
 *     -t})
 * @param primerOffset bases outside a primer at which a read that begins there is still taken to
 *     begin with it (iVar's {@code trim -x})
 */
public record ReadParameters(
    int minBaseQuality,
    int minMappingQuality,
    int minDepth,
    double minFrequency,
    double consensusThreshold,
    int primerOffset) {

  /** iVar's defaults; its variants have no minimum depth, ours have that of its consensus. */
  public static final ReadParameters DEFAULTS = new ReadParameters(20, 0, 10, 0.03, 0, 0);
}
