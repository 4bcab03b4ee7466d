package org.virowatch.surveillance.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.Sampling;
import org.virowatch.schemas.Severity;
import org.virowatch.schemas.wire.TrustedRecords;

/** Reads one document into a rule and collects what is wrong with it. */
final class RuleReading {
  static {
    TrustedRecords.install();
  }

  /**
   * Earlier genomes that an emergence rule asks for when it does not say: at 100 genomes without
   * the subject, its true frequency was below 3 % with 95 % confidence (the rule of three).
   */
  static final int EMERGENCE_MIN_GENOMES_BEFORE = 100;

  /**
   * Weeks that growth and spread rules look at when they do not say: long enough that a slow
   * variant shows its growth, short enough that growth is about one rate (docs/foresight.md).
   */
  static final int POOLED_WINDOW_WEEKS = 10;

  /** The choices of genomes, as remedies name them. */
  static final String SAMPLING_NAMES = "baseline or all";

  private static final Set<String> FIELDS =
      Collections.unmodifiableSet(
          new TreeSet<>(
              List.of(
                  "id",
                  "revision",
                  "kind",
                  "dataset",
                  "subject",
                  "regions",
                  "threshold",
                  "resolveBelow",
                  "minGenomes",
                  "minLabs",
                  "minGenomesBefore",
                  "windowWeeks",
                  "forTicks",
                  "cooldownHours",
                  "fdr",
                  "minGrowth",
                  "probability",
                  "horizonDays",
                  "minRegions",
                  "minLineages",
                  "minCompleteness",
                  "sampling",
                  "severity",
                  "paused",
                  "mutations",
                  "description")));

  private final JsonNode document;
  private final String name;
  private final List<RuleProblem> problems = new ArrayList<>();
  private final AlertRule rule;

  RuleReading(JsonNode document, int number) {
    this.document = document;
    String id = document.path("id").asText("");
    this.name = id.isEmpty() ? "document " + number : "rule " + id;
    AlertRule.Builder builder =
        AlertRule.newBuilder().setId("").setRevision(1).setKind(RuleKind.OTHER).setSubject("");
    if (document.isObject()) {
      readInto(builder);
    } else {
      refuse(
          "document", document.toString(), "is not a rule", "write `id: …`, `kind: …` and so on");
    }
    this.rule = builder.build();
    if (problems.isEmpty()) {
      problems.addAll(RuleValidation.problems(rule));
    }
  }

  AlertRule rule() {
    return rule;
  }

  List<RuleProblem> problems() {
    return problems;
  }

  private void readInto(AlertRule.Builder builder) {
    document
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                refuse(
                    field,
                    document.path(field).asText(),
                    "is not a field of a rule",
                    "the fields are " + String.join(", ", FIELDS));
              }
            });
    for (String required : List.of("id", "kind", "subject")) {
      if (document.path(required).isMissingNode() || document.path(required).isNull()) {
        refuse(required, "", "is missing", "every rule needs it");
      }
    }
    text("id", builder::setId);
    whole("revision", builder::setRevision);
    symbol("kind", RuleKind.class, RuleValidation.KIND_NAMES, builder::setKind);
    setDefaultsOfKind(builder);
    text("dataset", builder::setDataset);
    text("subject", builder::setSubject);
    texts("regions", builder::setRegions);
    number("threshold", builder::setThreshold);
    number("resolveBelow", builder::setResolveBelow);
    whole("minGenomes", builder::setMinGenomes);
    whole("minLabs", builder::setMinLabs);
    whole("minGenomesBefore", builder::setMinGenomesBefore);
    whole("windowWeeks", builder::setWindowWeeks);
    whole("forTicks", builder::setForTicks);
    whole("cooldownHours", builder::setCooldownHours);
    number("fdr", builder::setFdr);
    number("minGrowth", builder::setMinGrowth);
    number("probability", builder::setProbability);
    whole("horizonDays", builder::setHorizonDays);
    whole("minRegions", builder::setMinRegions);
    whole("minLineages", builder::setMinLineages);
    number("minCompleteness", builder::setMinCompleteness);
    symbol("sampling", Sampling.class, SAMPLING_NAMES, builder::setSampling);
    symbol("severity", Severity.class, "info, warning or critical", builder::setSeverity);
    JsonNode paused = given("paused");
    if (paused.isBoolean()) {
      builder.setPaused(paused.booleanValue());
    } else if (!paused.isMissingNode()) {
      refuse("paused", paused.asText(), "is neither true nor false", "write paused: true");
    }
    texts("mutations", builder::setMutations);
    text("description", description -> builder.setDescription(description.strip()));
  }

  private static void setDefaultsOfKind(AlertRule.Builder builder) {
    switch (builder.getKind()) {
      case EMERGENCE -> builder.setMinGenomesBefore(EMERGENCE_MIN_GENOMES_BEFORE);
      case GROWTH -> builder.setWindowWeeks(POOLED_WINDOW_WEEKS);
      case SPREAD -> builder.setWindowWeeks(POOLED_WINDOW_WEEKS).setMinGenomes(0);
      default -> {
        // The schema's defaults hold.
      }
    }
  }

  /** Returns the field's node, missing when the field is absent or empty. */
  private JsonNode given(String field) {
    JsonNode node = document.path(field);
    return node.isNull() ? MissingNode.getInstance() : node;
  }

  private void text(String field, Consumer<String> setter) {
    JsonNode node = given(field);
    if (node.isValueNode()) {
      setter.accept(node.asText());
    } else if (!node.isMissingNode()) {
      refuse(field, node.toString(), "is not a text", "write one value");
    }
  }

  private void texts(String field, Consumer<List<String>> setter) {
    JsonNode node = given(field);
    if (node.isMissingNode()) {
      return;
    }
    List<String> texts = new ArrayList<>();
    if (node.isValueNode()) {
      texts.add(node.asText());
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        if (!element.isValueNode()) {
          refuse(field, element.toString(), "is not a text", "write a list of texts");
        }
        texts.add(element.asText());
      }
    } else {
      refuse(field, node.toString(), "is not a list", "write a list of texts");
    }
    setter.accept(texts);
  }

  private void whole(String field, IntConsumer setter) {
    JsonNode node = given(field);
    if (node.canConvertToInt() && node.isIntegralNumber()) {
      setter.accept(node.intValue());
    } else if (!node.isMissingNode()) {
      refuse(field, node.asText(), "is not a whole number", "write it in digits, such as 4");
    }
  }

  private void number(String field, DoubleConsumer setter) {
    JsonNode node = given(field);
    if (node.isNumber()) {
      setter.accept(node.doubleValue());
    } else if (!node.isMissingNode()) {
      refuse(field, node.asText(), "is not a number", "write 5 % as 0.05");
    }
  }

  private <E extends Enum<E>> void symbol(
      String field, Class<E> type, String symbols, Consumer<E> setter) {
    JsonNode node = given(field);
    if (node.isMissingNode()) {
      return;
    }
    String written = node.asText().toUpperCase(Locale.ROOT);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(written) && !written.equals("OTHER")) {
        setter.accept(constant);
        return;
      }
    }
    refuse(field, node.asText(), "is not known", "write " + symbols);
  }

  private void refuse(String field, String value, String reason, String remedy) {
    problems.add(new RuleProblem(name, field, value, reason, remedy));
  }
}
