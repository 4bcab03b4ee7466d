package org.virowatch.genomics.reads;

import htsjdk.samtools.SAMSequenceDictionary;
import htsjdk.samtools.SAMSequenceRecord;
import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.GenotypeBuilder;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.variantcontext.VariantContextBuilder;
import htsjdk.variant.variantcontext.writer.Options;
import htsjdk.variant.variantcontext.writer.VariantContextWriter;
import htsjdk.variant.variantcontext.writer.VariantContextWriterBuilder;
import htsjdk.variant.vcf.VCFFilterHeaderLine;
import htsjdk.variant.vcf.VCFFormatHeaderLine;
import htsjdk.variant.vcf.VCFHeader;
import htsjdk.variant.vcf.VCFHeaderLine;
import htsjdk.variant.vcf.VCFHeaderLineCount;
import htsjdk.variant.vcf.VCFHeaderLineType;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.reads.ReadVariant.Filter;
import org.virowatch.genomics.vcf.Variant;

/**
 * Variants of a sample's reads as VCF through HTSJDK: one record a variant, haploid genotypes
 * ({@code 1} is in the consensus, {@code 0} is not, {@code .} is uncertain), {@code AD}, {@code
 * ADF} and {@code ADR} for the reference and the alternative, {@code AF} over {@code DP}.
 */
public final class ReadVariantFile {

  private static final double PHRED = 10;

  private final ReferenceDataset dataset;

  public ReadVariantFile(ReferenceDataset dataset) {
    this.dataset = dataset;
  }

  /** Writes a plain file into a stream, which stays open. */
  public void write(ReadsAnalysis analysis, OutputStream out) {
    write(
        analysis,
        new VariantContextWriterBuilder()
            .clearOptions()
            .setOutputVCFStream(
                new java.io.FilterOutputStream(out) {
                  @Override
                  public void write(byte[] bytes, int offset, int length)
                      throws java.io.IOException {
                    out.write(bytes, offset, length);
                  }

                  @Override
                  public void close() throws java.io.IOException {
                    out.flush();
                  }
                }));
  }

  /** Writes a block-compressed file, whose name ends in {@code .gz}, and its index beside it. */
  public void writeCompressed(ReadsAnalysis analysis, Path file) {
    write(
        analysis,
        new VariantContextWriterBuilder()
            .setReferenceDictionary(dictionary())
            .setOutputPath(file)
            .setOutputFileType(VariantContextWriterBuilder.OutputType.BLOCK_COMPRESSED_VCF)
            .clearOptions()
            .setOption(Options.INDEX_ON_THE_FLY));
  }

  private void write(ReadsAnalysis analysis, VariantContextWriterBuilder builder) {
    try (VariantContextWriter writer = builder.build()) {
      writer.writeHeader(header(analysis.sample()));
      for (ReadVariant variant : analysis.variants()) {
        writer.add(record(variant, analysis.sample()));
      }
    }
  }

  private VariantContext record(ReadVariant variant, String sample) {
    Variant change = variant.variant();
    Allele reference = Allele.create(change.reference(), true);
    Allele alternative = Allele.create(change.alternative(), false);
    List<Allele> genotype =
        List.of(
            switch (variant.presence()) {
              case PRESENT -> alternative;
              case ABSENT -> reference;
              case UNCERTAIN -> Allele.NO_CALL;
            });
    int referenceForward = variant.referenceCount() - variant.referenceReverse();
    VariantContextBuilder builder =
        new VariantContextBuilder(
                "",
                dataset.referenceName(),
                change.start() + 1L,
                change.end(),
                List.of(reference, alternative))
            .log10PError(-variant.quality() / PHRED)
            .genotypes(
                new GenotypeBuilder(sample, genotype)
                    .DP(variant.depth())
                    .AD(new int[] {variant.referenceCount(), variant.count()})
                    .attribute("ADF", List.of(referenceForward, variant.forward()))
                    .attribute("ADR", List.of(variant.referenceReverse(), variant.reverse()))
                    .attribute("AF", frequency(variant))
                    .make());
    return (variant.filter() == Filter.PASS
            ? builder.passFilters()
            : builder.filter(variant.filter().text()))
        .make();
  }

  /** Five decimals at most, and none that say nothing, as bcftools writes them. */
  private static String frequency(ReadVariant variant) {
    return BigDecimal.valueOf(variant.frequency())
        .setScale(5, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private SAMSequenceDictionary dictionary() {
    return new SAMSequenceDictionary(
        List.of(new SAMSequenceRecord(dataset.referenceName(), dataset.length())));
  }

  private VCFHeader header(String sample) {
    Set<VCFHeaderLine> lines = new HashSet<>();
    lines.add(new VCFHeaderLine("source", "virowatch call --reads, dataset " + dataset.name()));
    lines.add(
        new VCFFilterHeaderLine(
            Filter.CHANCE.text(), "As many observations can be sequencing errors"));
    lines.add(
        new VCFFilterHeaderLine(
            Filter.STRAND.text(), "On one strand, unlike the reference's base"));
    lines.add(
        new VCFFilterHeaderLine(
            Filter.READ_END.text(), "Seen near the ends of reads only, unlike the other alleles"));
    lines.add(
        new VCFFormatHeaderLine(
            "GT", 1, VCFHeaderLineType.String, "Genotype of the consensus, haploid"));
    lines.add(
        new VCFFormatHeaderLine(
            "DP",
            1,
            VCFHeaderLineType.Integer,
            "Fragments that passed the filters, gaps included"));
    lines.add(perAllele("AD", "Fragments of each allele"));
    lines.add(perAllele("ADF", "Fragments of each allele on the forward strand"));
    lines.add(perAllele("ADR", "Fragments of each allele on the reverse strand"));
    lines.add(
        new VCFFormatHeaderLine(
            "AF",
            VCFHeaderLineCount.A,
            VCFHeaderLineType.Float,
            "Share of DP that has the alternative"));
    VCFHeader header = new VCFHeader(lines, Set.of(sample));
    header.setSequenceDictionary(dictionary());
    return header;
  }

  private static VCFFormatHeaderLine perAllele(String name, String description) {
    return new VCFFormatHeaderLine(
        name, VCFHeaderLineCount.R, VCFHeaderLineType.Integer, description);
  }
}
