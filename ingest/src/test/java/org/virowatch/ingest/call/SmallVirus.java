package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A made-up virus from a seed: random codons, one coding sequence and a tree of one node. */
public final class SmallVirus {
  private static final String SENSE = "GCTGATAAACTGCGTACC"; // codons without stops

  private final String name;
  private final byte[] reference;

  private SmallVirus(String name, byte[] reference) {
    this.name = name;
    this.reference = reference;
  }

  /** A virus of that many codons. */
  public static SmallVirus of(String name, int codons, long seed) {
    Random random = new Random(seed);
    byte[] bases = new byte[3 * codons];
    for (int i = 0; i < codons; i++) {
      byte[] codon = SENSE.substring(3 * random.nextInt(6)).substring(0, 3).getBytes(US_ASCII);
      System.arraycopy(codon, 0, bases, 3 * i, 3);
      if (random.nextInt(3) > 0) {
        bases[3 * i + 2] = (byte) (codon[2] == 'A' || codon[2] == 'G' ? 'G' : 'C');
      }
    }
    return new SmallVirus(name, bases);
  }

  /** Its reference; a copy. */
  public byte[] reference() {
    return reference.clone();
  }

  /** A genome with every so manieth base changed from one to the next of ACGT. */
  public byte[] genome(int every) {
    byte[] genome = reference.clone();
    for (int i = every / 2; i < genome.length; i += every) {
      genome[i] = (byte) "CGTA".charAt("ACGT".indexOf(genome[i]));
    }
    return genome;
  }

  /** Writes its dataset below a folder. */
  public Path dataset(Path folder, String version) {
    try {
      Path home = Files.createDirectories(folder);
      Files.writeString(
          home.resolve("pathogen.json"),
          """
          {"schemaVersion": "3.0.0", "shortcuts": ["%s"], "version": {"tag": "%s"},
           "attributes": {"name": "Virus of %s"},
           "files": {"reference": "reference.fasta", "genomeAnnotation": "genome_annotation.gff3",
                     "treeJson": "tree.json"}}
          """
              .formatted(name, version, name));
      Files.writeString(
          home.resolve("reference.fasta"), ">" + name + "\n" + new String(reference, US_ASCII));
      Files.writeString(
          home.resolve("genome_annotation.gff3"),
          name + "\t.\tCDS\t1\t" + reference.length + "\t.\t+\t0\tName=" + name + "P\n");
      Files.writeString(
          home.resolve("tree.json"),
          """
          {"version": "v2",
           "meta": {"extensions": {"nextclade": {"clade_node_attrs": [{"name": "%s_type"}]}}},
           "tree": {"name": "root", "node_attrs":
             {"clade_membership": {"value": "A"}, "%s_type": {"value": "1"}}, "children": []}}
          """
              .formatted(name, name));
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
