package org.virowatch.benchmarks.reads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.virowatch.genomics.vcf.Variant;
import org.virowatch.genomics.vcf.VariantNormalizer;

/**
 * iVar as its manual has it: {@code samtools mpileup -aa -A -d 0 -B -Q 0 | ivar variants}, and the
 * same for {@code ivar consensus}; the variants that it marks as PASS, and all.
 */
record IvarCaller(VariantNormalizer normalizer) implements ReadCaller {

  @Override
  public Map<String, Found> call(Task task) throws IOException {
    List<String> pileup =
        List.of(
            "samtools",
            "mpileup",
            "-aa",
            "-A",
            "-d",
            "0",
            "-B",
            "-Q",
            "0",
            "--reference",
            task.reference().toString(),
            task.bam().toString());
    Path prefix = task.folder().resolve("ivar");
    String depth = Integer.toString(task.minDepth());
    FieldTools.run(
        List.of(
            pileup,
            List.of(
                "ivar",
                "variants",
                "-p",
                prefix.toString(),
                "-q",
                "20",
                "-m",
                depth,
                "-t",
                String.format(Locale.ROOT, "%s", task.minFrequency()),
                "-r",
                task.reference().toString())));
    FieldTools.run(
        List.of(
            pileup,
            List.of(
                "ivar", "consensus", "-p", prefix.toString(), "-q", "20", "-m", depth, "-t", "0")));
    Set<Variant> passing = new TreeSet<>();
    Set<Variant> all = new TreeSet<>();
    List<String> lines = Files.readAllLines(Path.of(prefix + ".tsv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = line.split("\t", -1);
      Variant variant = variant(Integer.parseInt(columns[1]), columns[3]);
      all.add(variant);
      if (columns[13].equals("TRUE")) {
        passing.add(variant);
      }
    }
    List<String> fasta = Files.readAllLines(Path.of(prefix + ".fa"));
    String consensus = String.join("", fasta.subList(1, fasta.size()));
    Map<String, Found> found = new LinkedHashMap<>();
    found.put("ivar", new Found(passing, consensus));
    found.put("ivar, all", new Found(all, consensus));
    return found;
  }

  private Variant variant(int position, String alternative) {
    String bases = alternative.substring(1);
    return switch (alternative.charAt(0)) {
      case '+' -> normalizer.normal(position, position, bases);
      case '-' -> normalizer.normal(position, position + bases.length(), "");
      default -> normalizer.normal(position - 1, position, alternative);
    };
  }
}
