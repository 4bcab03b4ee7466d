package org.virowatch.benchmarks.reads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.virowatch.genomics.vcf.VariantNormalizer;

/**
 * bcftools. What it believes in is {@code bcftools call -mv} with the filter its manual begins
 * with, {@code QUAL>=20}: its caller knows genotypes and no minorities. All are the alleles of
 * {@code bcftools mpileup} with their share of its {@code AD}. The consensus is {@code bcftools
 * call -mv --ploidy 1} and {@code bcftools consensus} with shallow positions masked.
 */
record BcftoolsCaller(VariantNormalizer normalizer) implements ReadCaller {

  @Override
  public Map<String, Found> call(Task task) throws IOException {
    String reference = task.reference().toString();
    Path piled = task.folder().resolve("bcftools.bcf");
    String lowest = String.format(Locale.ROOT, "%s", task.minFrequency());
    FieldTools.run(
        "bcftools",
        "mpileup",
        "-d",
        "1000000",
        "-L",
        "1000000",
        "-Q",
        "20",
        "-A",
        "-a",
        "FORMAT/AD,FORMAT/DP",
        "-F",
        lowest,
        "-f",
        reference,
        "-Ob",
        "-o",
        piled.toString(),
        task.bam().toString());
    String split =
        FieldTools.run(
            List.of(
                List.of("bcftools", "view", "-i", "ALT!=\"<*>\"", "-Ou", piled.toString()),
                List.of("bcftools", "norm", "-m", "-any", "-f", reference, "-Ov", "-")));
    String called =
        FieldTools.run(
            List.of(
                List.of("bcftools", "call", "-mv", "-Ou", piled.toString()),
                List.of("bcftools", "filter", "-e", "QUAL<20", "-Ou", "-"),
                List.of("bcftools", "norm", "-m", "-any", "-f", reference, "-Ov", "-")));
    Predicate<String[]> frequentEnough = columns -> frequentEnough(columns, task);
    String consensus = consensus(task, reference, piled);
    Map<String, Found> found = new LinkedHashMap<>();
    found.put(
        "bcftools", new Found(VcfVariants.read(called, normalizer, frequentEnough), consensus));
    found.put(
        "bcftools, all", new Found(VcfVariants.read(split, normalizer, frequentEnough), consensus));
    return found;
  }

  /** Depth is DP rather than the sum of AD, which after splitting lacks the other alleles. */
  private static boolean frequentEnough(String[] columns, Task task) {
    String[] counts = VcfVariants.value(columns, "AD").split(",", -1);
    String depth = VcfVariants.value(columns, "DP");
    if (counts.length < 2 || depth.isEmpty()) {
      return false;
    }
    int alternative = Integer.parseInt(counts[1]);
    int total = Math.max(Integer.parseInt(depth), alternative);
    return total >= task.minDepth()
        && alternative > 0
        && alternative >= task.minFrequency() * total;
  }

  private static String consensus(Task task, String reference, Path piled) throws IOException {
    Path called = task.folder().resolve("called.bcf");
    FieldTools.run(
        List.of(
            List.of("bcftools", "call", "-mv", "--ploidy", "1", "-Ou", piled.toString()),
            List.of("bcftools", "norm", "-f", reference, "-Ob", "-o", called.toString(), "-")));
    FieldTools.run("bcftools", "index", "-f", called.toString());
    StringBuilder mask = new StringBuilder();
    FieldTools.run("samtools", "depth", "-aa", "-J", "-q", "20", "-s", task.bam().toString())
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(columns -> Integer.parseInt(columns[2]) < task.minDepth())
        .forEach(
            columns -> {
              int end = Integer.parseInt(columns[1]);
              mask.append(columns[0]).append('\t').append(end - 1).append('\t').append(end);
              mask.append('\n');
            });
    Path bed = task.folder().resolve("mask.bed");
    Files.writeString(bed, mask);
    String fasta =
        mask.isEmpty()
            ? FieldTools.run("bcftools", "consensus", "-f", reference, called.toString())
            : FieldTools.run(
                "bcftools", "consensus", "-m", bed.toString(), "-f", reference, called.toString());
    return fasta.substring(fasta.indexOf('\n')).replace("\n", "");
  }
}
