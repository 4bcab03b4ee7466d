package org.virowatch.alerting.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.Evidence;

/**
 * An alert event as receivers see it: JSON with fields in camel case, times in ISO 8601 (UTC) and
 * states, kinds and severities in lower case. {@code docs/alert-webhook.md} describes each field;
 * fields may be added, never renamed within a format version.
 *
 * @param format version of this document's format
 * @param id the alert's identity, the same for all its events
 * @param sequence number of the event in the alert's life, 0 for the first
 * @param state firing, updated or resolved
 * @param severity info, warning or critical
 * @param rule the rule that decided
 * @param dataset reference dataset
 * @param subject what it is about, such as {@code lineage:BA.2*}
 * @param region where
 * @param message one sentence for people
 * @param evidence the numbers behind the decision
 * @param onset when the alert fired, in event time
 * @param asOf what was known by then decided this event
 * @param simulated whether simulated genomes are among those counted
 */
@JsonPropertyOrder({
  "format",
  "id",
  "sequence",
  "state",
  "severity",
  "rule",
  "dataset",
  "subject",
  "region",
  "message",
  "evidence",
  "onset",
  "asOf",
  "simulated"
})
public record AlertDocument(
    String format,
    String id,
    int sequence,
    String state,
    String severity,
    RuleReference rule,
    String dataset,
    String subject,
    String region,
    String message,
    EvidenceDocument evidence,
    String onset,
    String asOf,
    boolean simulated) {
  /** The format version that this release writes. */
  public static final String FORMAT = "virowatch.alert/1";

  private static final int DAYS_OF_A_WEEK = 7;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /**
   * The rule that decided.
   *
   * @param id the rule's id
   * @param revision which edit of the rule
   * @param kind what kind of rule, such as frequency or growth
   */
  @JsonPropertyOrder({"id", "revision", "kind"})
  public record RuleReference(String id, int revision, String kind) {}

  /**
   * The numbers behind the decision, as in {@link Evidence}. What a kind of rule does not look at
   * is null, and absent from the JSON.
   *
   * @param count genomes with the subject in the window
   * @param coverage genomes in the window that could have shown it
   * @param frequency count ÷ coverage
   * @param lower lower Wilson 95 % bound
   * @param upper upper Wilson 95 % bound
   * @param firstWeek first ISO week of the window
   * @param lastWeek last ISO week of the window
   * @param labs labs that reported the subject in the window
   * @param countBefore genomes with the subject before the window
   * @param tested subjects tested by the rule in this region at this tick
   * @param growthPerWeek relative growth, change of the log odds a week
   * @param growthLower lower 95 % bound of the growth
   * @param growthUpper upper 95 % bound of the growth
   * @param doublingDays days in which the odds double at that growth; negative when they halve
   * @param adjustedP p-value adjusted for all that the rule tested at this tick
   * @param probability probability that the frequency exceeds the rule's threshold within its
   *     horizon
   * @param completeness share of the window's genomes expected to have been reported
   * @param regions regions that reported the subject in the window
   * @param lineages lineages on which the subject rises
   * @param firstCollected first collection date of the genomes counted
   * @param lastCollected last collection date of the genomes counted
   * @param targetedLeftOut genomes of the window left out because they are of targeted sampling
   * @param heldOut genomes of the window left out because their labs are held
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({
    "count",
    "coverage",
    "frequency",
    "lower",
    "upper",
    "firstWeek",
    "lastWeek",
    "labs",
    "countBefore",
    "tested",
    "growthPerWeek",
    "growthLower",
    "growthUpper",
    "doublingDays",
    "adjustedP",
    "probability",
    "completeness",
    "regions",
    "lineages",
    "firstCollected",
    "lastCollected",
    "targetedLeftOut",
    "heldOut"
  })
  public record EvidenceDocument(
      long count,
      long coverage,
      double frequency,
      double lower,
      double upper,
      String firstWeek,
      String lastWeek,
      int labs,
      long countBefore,
      int tested,
      @Nullable Double growthPerWeek,
      @Nullable Double growthLower,
      @Nullable Double growthUpper,
      @Nullable Double doublingDays,
      @Nullable Double adjustedP,
      @Nullable Double probability,
      @Nullable Double completeness,
      @Nullable Integer regions,
      @Nullable Integer lineages,
      @Nullable String firstCollected,
      @Nullable String lastCollected,
      @Nullable Long targetedLeftOut,
      @Nullable Long heldOut) {
    static EvidenceDocument of(Evidence evidence) {
      @Nullable Double growth = evidence.getGrowthPerWeek();
      return new EvidenceDocument(
          evidence.getCount(),
          evidence.getCoverage(),
          evidence.getFrequency(),
          evidence.getLower(),
          evidence.getUpper(),
          evidence.getFirstWeek(),
          evidence.getLastWeek(),
          evidence.getLabs(),
          evidence.getCountBefore(),
          evidence.getTested(),
          growth,
          evidence.getGrowthLower(),
          evidence.getGrowthUpper(),
          growth == null || growth == 0 ? null : DAYS_OF_A_WEEK * Math.log(2) / growth,
          evidence.getAdjustedP(),
          evidence.getProbability(),
          evidence.getCompleteness(),
          evidence.getRegions(),
          evidence.getLineages(),
          text(evidence.getFirstCollected()),
          text(evidence.getLastCollected()),
          evidence.getTargetedLeftOut(),
          evidence.getHeldOut());
    }

    private static @Nullable String text(@Nullable LocalDate date) {
      return date == null ? null : date.toString();
    }
  }

  /** Returns the document of an event. */
  public static AlertDocument of(AlertEvent event) {
    return new AlertDocument(
        FORMAT,
        event.getAlertId(),
        event.getSequence(),
        lowerCase(event.getState()),
        lowerCase(event.getSeverity()),
        new RuleReference(event.getRuleId(), event.getRuleRevision(), lowerCase(event.getKind())),
        event.getDataset(),
        event.getSubject(),
        event.getRegion(),
        event.getMessage(),
        EvidenceDocument.of(event.getEvidence()),
        event.getOnset().toString(),
        event.getAsOf().toString(),
        event.getSimulated());
  }

  /** Returns the document as one line of JSON. */
  public String toJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an alert document is always JSON", e);
    }
  }

  private static String lowerCase(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT);
  }
}
