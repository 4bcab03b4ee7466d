package org.virowatch.alerting.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.virowatch.alerting.topic.BrokerException;
import org.virowatch.alerting.topic.CompactedTopic;
import org.virowatch.alerting.topic.TopicWriter;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;

/**
 * The rules of a stack, on the topic {@code rules}. Every write returns after the broker has
 * acknowledged it; the running job takes it up within a second. Two people who edit one rule at the
 * same moment: the later write stands. Not safe for use by several threads at once.
 */
public final class RuleStore {
  private static final TopicWriter.Purpose CHANGE =
      new TopicWriter.Purpose(
          "the change", "at the rules with 'virowatch rules list' before trying again");

  private final String bootstrapServers;
  private final WireCodec<AlertRule> codec = WireCodec.of(AlertRule.class);

  /** Makes a store that reaches the given broker with each call. */
  public RuleStore(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Returns the rules in force, by id.
   *
   * @throws BrokerException if the broker cannot be reached
   */
  public Map<String, AlertRule> rules() {
    return contents().records();
  }

  /** Returns one rule. */
  public Optional<AlertRule> rule(String id) {
    return Optional.ofNullable(contents().records().get(id));
  }

  /**
   * Stores rules in place of those with the same ids, each with the next revision.
   *
   * @return the rules as stored
   * @throws BrokerException if the broker did not acknowledge
   */
  public List<AlertRule> put(List<AlertRule> rules) {
    return put(rules, rules());
  }

  /**
   * Stores the rules a new stack starts with, unless the topic has ever held a rule: what a person
   * changed or removed stays so.
   *
   * @return the rules stored, none when there were any
   */
  public List<AlertRule> putInitial(List<AlertRule> rules) {
    return contents().everWritten() ? List.of() : put(rules, Map.of());
  }

  /**
   * Removes a rule. Its open alerts are resolved by the job.
   *
   * @return whether there was such a rule
   */
  public boolean remove(String id) {
    if (!rules().containsKey(id)) {
      return false;
    }
    send(List.of(new TopicWriter.Entry(id, null)));
    return true;
  }

  private List<AlertRule> put(List<AlertRule> rules, Map<String, AlertRule> known) {
    List<AlertRule> stored = new ArrayList<>();
    List<TopicWriter.Entry> entries = new ArrayList<>();
    for (AlertRule rule : rules) {
      AlertRule before = known.get(rule.getId());
      AlertRule next =
          AlertRule.newBuilder(rule)
              .setRevision(before == null ? 1 : before.getRevision() + 1)
              .build();
      stored.add(next);
      entries.add(new TopicWriter.Entry(next.getId(), codec.encode(next)));
    }
    send(entries);
    return stored;
  }

  private CompactedTopic<AlertRule> contents() {
    return CompactedTopic.read(bootstrapServers, Topic.RULES, codec, AlertRule::getId);
  }

  private void send(List<TopicWriter.Entry> entries) {
    TopicWriter.write(bootstrapServers, Topic.RULES, entries, CHANGE);
  }
}
