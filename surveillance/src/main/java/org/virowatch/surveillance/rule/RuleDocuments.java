package org.virowatch.surveillance.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.count.MutationName;

/**
 * Alert rules as people write them: YAML, one document a rule, fields named as in the schema of
 * {@link AlertRule}. Reading checks everything and reports all faults together.
 */
public final class RuleDocuments {
  static {
    TrustedRecords.install();
  }

  private static final String DEFAULTS = "/org/virowatch/surveillance/default-rules.yaml";

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // YAML 1.1 reads the country NO as false.
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private RuleDocuments() {}

  /**
   * Reads rules. Panels of watchlist rules are not filled in yet, see {@link #withPanels}.
   *
   * @throws InvalidRulesException if any document is not a valid rule, with every reason
   * @throws IOException if the text cannot be read
   */
  public static List<AlertRule> read(Reader yaml) throws IOException, InvalidRulesException {
    List<RuleProblem> problems = new ArrayList<>();
    List<AlertRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int number = 0;
    try (MappingIterator<JsonNode> documents = MAPPER.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNextValue()) {
        @Nullable JsonNode document = documents.nextValue();
        number++;
        if (document == null || document.isNull() || document.isMissingNode()) {
          continue;
        }
        RuleReading reading = new RuleReading(document, number);
        AlertRule rule = reading.rule();
        problems.addAll(reading.problems());
        if (reading.problems().isEmpty() && !ids.add(rule.getId())) {
          problems.add(
              new RuleProblem(
                  "rule " + rule.getId(),
                  "id",
                  rule.getId(),
                  "is used by two documents",
                  "give each rule an id of its own"));
        }
        rules.add(rule);
      }
    } catch (JsonProcessingException e) {
      problems.add(notYaml(number + 1, e));
    }
    if (!problems.isEmpty()) {
      throw new InvalidRulesException(problems);
    }
    return List.copyOf(rules);
  }

  /**
   * Reads rules, see {@link #read(Reader)}.
   *
   * @throws InvalidRulesException if any document is not a valid rule, with every reason
   */
  public static List<AlertRule> parse(String yaml) throws InvalidRulesException {
    try {
      return read(new StringReader(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
  }

  /** Returns the rules that ship with this release, panels not filled in. */
  public static List<AlertRule> defaults() {
    try (InputStream in = RuleDocuments.class.getResourceAsStream(DEFAULTS)) {
      if (in == null) {
        throw new IllegalStateException("the default rules are missing from this build");
      }
      return read(new InputStreamReader(in, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the default rules cannot be read", e);
    } catch (InvalidRulesException e) {
      throw new IllegalStateException("the default rules are not valid: " + e.getMessage(), e);
    }
  }

  /**
   * Fills in the mutations of watchlist rules. A rule that lists its own mutations keeps them.
   *
   * @param rules the rules
   * @param panels mutations by panel name
   * @throws InvalidRulesException if a rule names a panel that does not exist, or whose mutations
   *     cannot be read
   */
  public static List<AlertRule> withPanels(
      Collection<AlertRule> rules, Map<String, ? extends Collection<String>> panels)
      throws InvalidRulesException {
    List<RuleProblem> problems = new ArrayList<>();
    List<AlertRule> filled = new ArrayList<>();
    for (AlertRule rule : rules) {
      if (!rule.getSubject().startsWith(SubjectPattern.WATCHLIST)) {
        filled.add(rule);
        continue;
      }
      String name = rule.getSubject().substring(SubjectPattern.WATCHLIST.length());
      @Nullable Collection<String> panel =
          rule.getMutations().isEmpty() ? panels.get(name) : rule.getMutations();
      if (panel == null || panel.isEmpty()) {
        problems.add(
            new RuleProblem(
                "rule " + rule.getId(),
                "subject",
                rule.getSubject(),
                "names a panel that does not exist",
                "known panels are "
                    + new TreeSet<>(panels.keySet())
                    + "; or list the panel under mutations"));
        continue;
      }
      for (String mutation : panel) {
        if (MutationName.of(mutation).kind() == MutationName.Kind.OTHER) {
          problems.add(
              new RuleProblem(
                  "rule " + rule.getId(),
                  "mutations",
                  mutation,
                  "is not a mutation",
                  "write S:E484K, S:H69-, C241T or A21765-"));
        }
      }
      filled.add(AlertRule.newBuilder(rule).setMutations(List.copyOf(panel)).build());
    }
    if (!problems.isEmpty()) {
      throw new InvalidRulesException(problems);
    }
    return List.copyOf(filled);
  }

  /** Returns rules as YAML, one document each, which {@link #parse} reads back to equal rules. */
  public static String toYaml(Collection<AlertRule> rules) {
    StringBuilder yaml = new StringBuilder();
    for (AlertRule rule : rules) {
      try {
        yaml.append(MAPPER.writeValueAsString(document(rule)));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a rule cannot be written as YAML", e);
      }
    }
    return yaml.toString();
  }

  private static ObjectNode document(AlertRule rule) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", rule.getId());
    node.put("revision", rule.getRevision());
    node.put("kind", rule.getKind().name().toLowerCase(Locale.ROOT));
    node.put("dataset", rule.getDataset());
    node.put("subject", rule.getSubject());
    rule.getRegions().forEach(node.putArray("regions")::add);
    putGiven(node, "threshold", rule.getThreshold());
    putGiven(node, "resolveBelow", rule.getResolveBelow());
    node.put("minGenomes", rule.getMinGenomes());
    node.put("minLabs", rule.getMinLabs());
    node.put("minGenomesBefore", rule.getMinGenomesBefore());
    node.put("windowWeeks", rule.getWindowWeeks());
    node.put("forTicks", rule.getForTicks());
    node.put("cooldownHours", rule.getCooldownHours());
    putGiven(node, "fdr", rule.getFdr());
    putGiven(node, "minGrowth", rule.getMinGrowth());
    putGiven(node, "probability", rule.getProbability());
    putGiven(node, "horizonDays", rule.getHorizonDays());
    putGiven(node, "minRegions", rule.getMinRegions());
    putGiven(node, "minLineages", rule.getMinLineages());
    putGiven(node, "minCompleteness", rule.getMinCompleteness());
    if (rule.getSampling() != null) {
      node.put("sampling", rule.getSampling().name().toLowerCase(Locale.ROOT));
    }
    node.put("severity", rule.getSeverity().name().toLowerCase(Locale.ROOT));
    node.put("paused", rule.getPaused());
    if (!rule.getMutations().isEmpty()) {
      rule.getMutations().forEach(node.putArray("mutations")::add);
    }
    node.put("description", rule.getDescription());
    return node;
  }

  private static void putGiven(ObjectNode node, String field, @Nullable Double value) {
    if (value != null) {
      node.put(field, value);
    }
  }

  private static void putGiven(ObjectNode node, String field, @Nullable Integer value) {
    if (value != null) {
      node.put(field, value);
    }
  }

  private static RuleProblem notYaml(int number, JsonProcessingException e) {
    var location = e.getLocation();
    String where = location == null ? "" : "line " + location.getLineNr();
    return new RuleProblem(
        "document " + number,
        "text",
        where,
        "is not YAML (" + e.getOriginalMessage() + ")",
        "write one `field: value` a line, and --- between rules");
  }
}
