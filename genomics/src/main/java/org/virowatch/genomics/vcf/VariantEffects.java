package org.virowatch.genomics.vcf;

import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.translate.CodonReader;

/**
 * What a variant alone does to the proteins of the reference, in the fields of the {@code ANN}
 * convention (Cingolani et al. 2015, "Variant annotations in VCF format"). Variants are looked at
 * one by one: two in one codon are not combined, unlike in the amino-acid calls.
 */
final class VariantEffects {

  static final String FIELD = "ANN";

  static final String DESCRIPTION =
      "Functional annotations of single variants: 'Allele | Annotation | Annotation_Impact |"
          + " Gene_Name | Gene_ID | Feature_Type | Feature_ID | Transcript_BioType | Rank | HGVS.c |"
          + " HGVS.p | cDNA.pos / cDNA.length | CDS.pos / CDS.length | AA.pos / AA.length |"
          + " Distance | ERRORS / WARNINGS / INFO'";

  private final byte[] reference;
  private final List<CodonReader> cdses;

  VariantEffects(ReferenceDataset dataset) {
    reference = dataset.reference();
    cdses = dataset.annotation().codingSequences().stream().map(CodonReader::new).toList();
  }

  /** One annotation for each variant and CDS it touches; {@code intergenic_region} without any. */
  List<String> of(List<Variant> variants) {
    List<String> annotations = new ArrayList<>();
    for (Variant variant : variants) {
      int before = annotations.size();
      for (CodonReader cds : cdses) {
        annotate(variant, cds, annotations);
      }
      if (annotations.size() == before) {
        annotations.add(variant.alternative() + "|intergenic_region|MODIFIER||||||||||||");
      }
    }
    return annotations;
  }

  private void annotate(Variant variant, CodonReader cds, List<String> annotations) {
    boolean sameLength = variant.reference().length() == variant.alternative().length();
    // Before an indel stands a base that stays.
    int from = variant.start() + (sameLength || !variant.keepsFirst() ? 0 : 1);
    int to = Math.max(variant.end(), from + 1);
    int first = cds.first(from, to);
    if (first < 0) {
      return;
    }
    int codon = first / 3;
    String effect;
    String protein = "";
    if (sameLength) {
      int lastCodon = cds.last(from, to) / 3;
      String old = cds.translate(codon, lastCodon, reference);
      byte[] changed = reference.clone();
      for (int i = 0; i < variant.alternative().length(); i++) {
        changed[variant.start() + i] = (byte) variant.alternative().charAt(i);
      }
      String now = cds.translate(codon, lastCodon, changed);
      effect = substitution(old, now, codon);
      protein = "p." + old + (codon + 1) + now;
    } else {
      int change = variant.alternative().length() - variant.reference().length();
      effect =
          change % 3 != 0
              ? "frameshift_variant"
              : change > 0 ? "inframe_insertion" : "inframe_deletion";
    }
    annotations.add(
        String.join(
            "|",
            variant.alternative(),
            effect,
            impact(effect),
            cds.name(),
            cds.name(),
            "transcript",
            cds.name(),
            "protein_coding",
            "1/1",
            "",
            protein,
            "",
            (first + 1) + "/" + cds.length(),
            (codon + 1) + "/" + cds.length() / 3,
            "",
            ""));
  }

  private static String substitution(String old, String now, int codon) {
    if (now.indexOf('X') >= 0) {
      return "coding_sequence_variant";
    }
    if (old.equals(now)) {
      return "synonymous_variant";
    }
    if (now.indexOf('*') >= 0 && old.indexOf('*') < 0) {
      return "stop_gained";
    }
    if (old.indexOf('*') >= 0 && now.indexOf('*') < 0) {
      return "stop_lost";
    }
    return codon == 0 && old.startsWith("M") ? "start_lost" : "missense_variant";
  }

  private static String impact(String effect) {
    return switch (effect) {
      case "frameshift_variant", "stop_gained", "stop_lost", "start_lost" -> "HIGH";
      case "missense_variant", "inframe_insertion", "inframe_deletion" -> "MODERATE";
      case "synonymous_variant" -> "LOW";
      default -> "MODIFIER";
    };
  }
}
