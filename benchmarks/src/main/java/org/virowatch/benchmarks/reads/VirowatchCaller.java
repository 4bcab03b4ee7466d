package org.virowatch.benchmarks.reads;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.virowatch.genomics.vcf.VariantNormalizer;
import org.virowatch.ingest.call.CallCommand;
import picocli.CommandLine;

/** {@code virowatch call --reads}: the variants that pass, and all. */
record VirowatchCaller(VariantNormalizer normalizer, String dataset) implements ReadCaller {

  @Override
  public Map<String, Found> call(Task task) throws IOException {
    Path vcf = task.folder().resolve("virowatch.vcf");
    Path consensus = task.folder().resolve("virowatch.fasta");
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new CallCommand())
            .setOut(new PrintWriter(Writer.nullWriter()))
            .setErr(new PrintWriter(err))
            .execute(
                "--dataset",
                dataset,
                "--min-depth",
                Integer.toString(task.minDepth()),
                "--min-frequency",
                String.format(Locale.ROOT, "%s", task.minFrequency()),
                "--output-read-vcf",
                vcf.toString(),
                "--output-consensus",
                consensus.toString(),
                "--reads",
                task.bam().toString());
    if (exit > 2 || !Files.exists(vcf)) {
      throw new IOException("virowatch call --reads failed: " + err);
    }
    String records = Files.readString(vcf);
    String sequence = Files.readAllLines(consensus).get(1);
    Map<String, Found> found = new LinkedHashMap<>();
    found.put(
        "virowatch",
        new Found(
            VcfVariants.read(records, normalizer, columns -> columns[6].equals("PASS")), sequence));
    found.put(
        "virowatch, all",
        new Found(VcfVariants.read(records, normalizer, columns -> true), sequence));
    return found;
  }
}
