package org.virowatch.genomics.vcf;

import htsjdk.samtools.SAMSequenceDictionary;
import htsjdk.samtools.SAMSequenceRecord;
import htsjdk.samtools.util.BlockCompressedOutputStream;
import htsjdk.tribble.index.tabix.TabixFormat;
import htsjdk.tribble.index.tabix.TabixIndexCreator;
import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.variantcontext.VariantContextBuilder;
import htsjdk.variant.vcf.VCFContigHeaderLine;
import htsjdk.variant.vcf.VCFEncoder;
import htsjdk.variant.vcf.VCFFormatHeaderLine;
import htsjdk.variant.vcf.VCFHeader;
import htsjdk.variant.vcf.VCFHeaderLine;
import htsjdk.variant.vcf.VCFHeaderLineCount;
import htsjdk.variant.vcf.VCFHeaderLineType;
import htsjdk.variant.vcf.VCFInfoHeaderLine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Writes a {@link VariantSheet} as VCF 4.3 through HTSJDK. A genome is haploid: {@code 1} has the
 * alternative, {@code 0} the reference, {@code .} is unknown, and the allele {@code *} is lost to a
 * deletion (or other change) that begins further left. Positions at which a genome is unknown have
 * a record even where no genome varies, so that {@code bcftools consensus -M N} gives the genome
 * back.
 */
public final class VariantFile {

  private final ReferenceDataset dataset;
  private final @Nullable VariantEffects effects;
  private final byte[] reference;

  /**
   * @param dataset what the genomes were read against
   * @param annotate whether to add {@code ANN}
   */
  public VariantFile(ReferenceDataset dataset, boolean annotate) {
    this.dataset = dataset;
    this.effects = annotate ? new VariantEffects(dataset) : null;
    this.reference = dataset.reference();
  }

  /**
   * Writes a file; block-compressed and with an index beside it ({@code .tbi}) if asked for.
   *
   * @param file to be made; replaced if it is there
   */
  public void write(VariantSheet sheet, Path file, boolean compressed) throws IOException {
    if (!compressed) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        write(sheet, out, null);
      }
      return;
    }
    TabixIndexCreator index = new TabixIndexCreator(dictionary(), TabixFormat.VCF);
    try (BlockCompressedOutputStream out =
        new BlockCompressedOutputStream(Files.newOutputStream(file), (Path) null)) {
      write(sheet, out, index);
      out.flush();
      index
          .finalizeIndex(out.getFilePointer())
          .write(file.resolveSibling(file.getFileName() + ".tbi"));
    }
  }

  /** Writes plain text. */
  public void write(VariantSheet sheet, OutputStream out) throws IOException {
    write(sheet, out, null);
  }

  private void write(VariantSheet sheet, OutputStream out, @Nullable TabixIndexCreator index)
      throws IOException {
    VCFHeader header = header();
    out.write(headerText(header).getBytes(StandardCharsets.UTF_8));
    out.write(sheet.nameColumns());
    out.write('\n');
    VCFEncoder encoder = new VCFEncoder(header, true, false);
    GenotypeColumns genotypes = new GenotypeColumns(sheet.size());
    for (int i = 0; i < sheet.stretches(); i++) {
      VariantStretch stretch = sheet.stretch(i);
      Map<Integer, Map<Integer, List<CarriedVariant>>> byStart = stretch.byStart();
      int end = Math.min(stretch.end(), reference.length);
      for (int position = stretch.begin(); position < end; position++) {
        genotypes.moveTo(position, stretch);
        Map<Integer, List<CarriedVariant>> groups = byStart.getOrDefault(position, Map.of());
        // The longest first: a program that applies records in turn must not meet a genome's lost
        // base before the change that takes it away.
        for (Map.Entry<Integer, List<CarriedVariant>> group : groups.entrySet()) {
          record(
              position, group.getKey(), group.getValue(), groups, genotypes, encoder, out, index);
        }
        if (genotypes.anyUnknown() && !groups.containsKey(1)) {
          record(position, 1, List.of(), groups, genotypes, encoder, out, index);
        }
        groups.values().forEach(group -> group.forEach(genotypes::open));
      }
    }
  }

  private void record(
      int position,
      int length,
      List<CarriedVariant> carried,
      Map<Integer, List<CarriedVariant>> atPosition,
      GenotypeColumns genotypes,
      VCFEncoder encoder,
      OutputStream out,
      @Nullable TabixIndexCreator index)
      throws IOException {
    List<CarriedVariant> others = new ArrayList<>();
    atPosition.forEach(
        (otherLength, group) -> {
          if (otherLength > length) {
            others.addAll(group);
          }
        });
    StringBuilder columns = new StringBuilder("\tGT");
    boolean lost = genotypes.append(columns, carried, others);
    List<Variant> variants = carried.stream().map(CarriedVariant::variant).toList();
    List<Allele> alleles = new ArrayList<>();
    alleles.add(Allele.create(letters(position, length), true));
    for (Variant variant : variants) {
      alleles.add(Allele.create(variant.alternative(), false));
    }
    if (lost) {
      alleles.add(Allele.SPAN_DEL);
    }
    VariantContextBuilder builder =
        new VariantContextBuilder(
            "", dataset.referenceName(), position + 1L, position + (long) length, alleles);
    if (effects != null && !variants.isEmpty()) {
      builder.attribute(VariantEffects.FIELD, effects.of(variants));
    }
    VariantContext context = builder.make();
    if (index != null && out instanceof BlockCompressedOutputStream blocks) {
      index.addFeature(context, blocks.getFilePointer());
    }
    out.write((encoder.encode(context) + columns + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private byte[] letters(int position, int length) {
    byte[] letters = java.util.Arrays.copyOfRange(reference, position, position + length);
    for (int i = 0; i < length; i++) {
      if (!org.virowatch.genomics.sequence.Nucleotide.isKnown(letters[i])) {
        letters[i] = 'N';
      }
    }
    return letters;
  }

  private SAMSequenceDictionary dictionary() {
    return new SAMSequenceDictionary(
        List.of(new SAMSequenceRecord(dataset.referenceName(), reference.length)));
  }

  private VCFHeader header() {
    VCFHeader header = new VCFHeader();
    header.addMetaDataLine(
        new VCFHeaderLine("source", "virowatch call, dataset " + dataset.name()));
    header.addMetaDataLine(
        new VCFContigHeaderLine(
            new TreeMap<>(
                Map.of(
                    "ID", dataset.referenceName(), "length", Integer.toString(reference.length))),
            0));
    header.addMetaDataLine(
        new VCFFormatHeaderLine(
            "GT",
            1,
            VCFHeaderLineType.String,
            "Genotype, haploid; . is unknown: N, ambiguous or outside the alignment"));
    if (effects != null) {
      header.addMetaDataLine(
          new VCFInfoHeaderLine(
              VariantEffects.FIELD,
              VCFHeaderLineCount.UNBOUNDED,
              VCFHeaderLineType.String,
              VariantEffects.DESCRIPTION));
    }
    return header;
  }

  private static String headerText(VCFHeader header) {
    StringBuilder text = new StringBuilder("##fileformat=VCFv4.3\n");
    for (VCFHeaderLine line : header.getMetaDataInSortedOrder()) {
      if (!line.getKey().equals("fileformat")) {
        text.append("##").append(line).append('\n');
      }
    }
    return text.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT").toString();
  }
}
