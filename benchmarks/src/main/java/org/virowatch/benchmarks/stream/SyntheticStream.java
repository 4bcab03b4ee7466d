package org.virowatch.benchmarks.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.virowatch.benchmarks.GenomeSource;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.jobs.calling.CallOutcome;
import org.virowatch.jobs.calling.GenomeCaller;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.SiteRange;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.schemas.wire.TrustedRecords;

/**
 * An endless stream of genomes, as submissions or as calls: real or exemplary genomes, each with
 * substitutions of its own and some sites unread, placed in the world by a {@link GenomeMix}. Calls
 * are put together from real calls, without alignment, so that a million of them take a minute.
 */
final class SyntheticStream {
  static {
    TrustedRecords.install();
  }

  private static final int TEMPLATES = 2_000;
  private static final int CHANGES = 20_000;

  /** Substitutions that a genome has of its own, on average. */
  private static final double OWN_CHANGES = 2;

  private final List<List<Template>> byLineage;
  private final List<PrivateChanges.Change> changes;
  private final GenomeMix mix;

  /** A genome to begin with. */
  private static final class Template {
    private final byte[] sequence;
    private final CalledGenome call;

    Template(byte[] sequence, CalledGenome call) {
      this.sequence = sequence;
      this.call = call;
    }
  }

  private SyntheticStream(
      List<List<Template>> byLineage, List<PrivateChanges.Change> changes, GenomeMix mix) {
    this.byLineage = byLineage;
    this.changes = changes;
    this.mix = mix;
  }

  /**
   * Calls the genomes to begin with.
   *
   * @throws IllegalStateException if none of them can be called
   */
  static SyntheticStream of(
      ReferenceDataset dataset, GenomeSource source, GenomeMix mix, long seed) {
    GenomeCaller caller = new GenomeCaller(List.of(dataset));
    Submission blank = blank(dataset, mix);
    Map<String, List<Template>> byLineage = new TreeMap<>();
    List<byte[]> genomes = source.genomes();
    int step = Math.max(1, genomes.size() / TEMPLATES);
    for (int i = 0; i < genomes.size(); i += step) {
      byte[] genome = genomes.get(i);
      Submission submission =
          Submission.newBuilder(blank).setSequence(ByteBuffer.wrap(genome)).build();
      if (caller.call(submission) instanceof CallOutcome.Called called) {
        byLineage
            .computeIfAbsent(
                String.valueOf(called.genome().getLineage()), lineage -> new ArrayList<>())
            .add(new Template(genome, called.genome()));
      }
    }
    if (byLineage.isEmpty()) {
      throw new IllegalStateException(
          "none of " + source.origin() + " can be called with the dataset " + dataset.name());
    }
    return new SyntheticStream(
        List.copyOf(byLineage.values()),
        PrivateChanges.of(dataset, caller, blank, CHANGES, seed),
        mix);
  }

  /** Returns how many lineages there are. */
  int lineages() {
    return byLineage.size();
  }

  /** Returns the n-th genome as a lab sends it. */
  Submission submission(long n) {
    GenomeMix.Origin origin = mix.origin(n);
    Template template = template(origin);
    byte[] sequence = template.sequence.clone();
    Random random = origin.random();
    for (int own = ownChanges(random); own > 0; own--) {
      sequence[random.nextInt(sequence.length)] = (byte) "ACGT".charAt(random.nextInt(4));
    }
    int first = random.nextInt(Math.max(1, sequence.length - 400));
    if (random.nextInt(4) == 0) {
      Arrays.fill(sequence, first, Math.min(sequence.length, first + 300), (byte) 'N');
    }
    return Submission.newBuilder()
        .setAccession(origin.accession())
        .setVersion(1)
        .setAction(SubmissionAction.SUBMIT)
        .setDataset(template.call.getDataset())
        .setSequenceName(origin.accession())
        .setSequence(ByteBuffer.wrap(sequence))
        .setCollectionDate(origin.collected())
        .setSubmittedAt(origin.submittedAt())
        .setCountry(origin.country())
        .setSubdivision(origin.subdivision())
        .setLab(origin.lab())
        .setSimulated(true)
        .build();
  }

  /** Returns the n-th genome as the variant-calling job would write it. */
  CalledGenome call(long n) {
    GenomeMix.Origin origin = mix.origin(n);
    CalledGenome template = template(origin).call;
    Random random = origin.random();
    List<String> substitutions = new ArrayList<>(template.getSubstitutions());
    List<String> aminoAcids = new ArrayList<>(template.getAaSubstitutions());
    for (int own = ownChanges(random); own > 0; own--) {
      PrivateChanges.Change change = changes.get(random.nextInt(changes.size()));
      boolean free =
          substitutions.stream().noneMatch(each -> PrivateChanges.siteOf(each) == change.site());
      if (free) {
        substitutions.add(change.nucleotide());
        for (String aminoAcid : change.aminoAcids()) {
          String codon = aminoAcid.substring(0, aminoAcid.length() - 1);
          if (aminoAcids.stream().noneMatch(each -> each.startsWith(codon))) {
            aminoAcids.add(aminoAcid);
          }
        }
      }
    }
    substitutions.sort(java.util.Comparator.comparingInt(PrivateChanges::siteOf));
    List<SiteRange> missing = new ArrayList<>(template.getMissing());
    if (random.nextInt(4) == 0) {
      int first = 1 + random.nextInt(29_000);
      missing.add(new SiteRange(first, first + 299));
      missing.sort(java.util.Comparator.comparingInt(SiteRange::getStart));
    }
    return CalledGenome.newBuilder(template)
        .setAccession(origin.accession())
        .setSequenceName(origin.accession())
        .setContentDigest(digest(random))
        .setCollectionDate(origin.collected())
        .setSubmittedAt(origin.submittedAt())
        .setCountry(origin.country())
        .setSubdivision(origin.subdivision())
        .setLab(origin.lab())
        .setSubstitutions(substitutions)
        .setAaSubstitutions(aminoAcids)
        .setMissing(missing)
        .build();
  }

  private Template template(GenomeMix.Origin origin) {
    List<Template> ofLineage = byLineage.get(origin.lineage() % byLineage.size());
    return ofLineage.get(origin.random().nextInt(ofLineage.size()));
  }

  private static ByteBuffer digest(Random random) {
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    return ByteBuffer.wrap(digest);
  }

  private static int ownChanges(Random random) {
    int changes = 0;
    while (random.nextDouble() < OWN_CHANGES / (1 + OWN_CHANGES)) {
      changes++;
    }
    return changes;
  }

  private static Submission blank(ReferenceDataset dataset, GenomeMix mix) {
    GenomeMix.Origin origin = mix.origin(0);
    return Submission.newBuilder()
        .setAccession("template")
        .setVersion(1)
        .setAction(SubmissionAction.SUBMIT)
        .setDataset(dataset.name())
        .setSequenceName("template")
        .setSubmittedAt(origin.submittedAt())
        .setSimulated(true)
        .build();
  }
}
