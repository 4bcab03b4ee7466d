package org.virowatch.jobs.deciding;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.deciding.Directive.LabJudged;
import org.virowatch.jobs.deciding.Directive.LabOrdered;
import org.virowatch.jobs.deciding.Directive.RuleEdit;
import org.virowatch.jobs.wire.ChannelSerializer;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.WireSerializer;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.LabOrder;

/** Writes directives on their way to every task. */
final class DirectiveSerializer extends ChannelSerializer<Directive> {
  @Serial private static final long serialVersionUID = 1L;

  private static final int RULE = 0;
  private static final int ORDER = 1;
  private static final int JUDGED = 2;

  private final TypeSerializer<Incoming<AlertRule>> rules =
      ExplicitType.incoming(AlertRule.class).createSerializer(new SerializerConfigImpl());
  private final TypeSerializer<Incoming<LabOrder>> orders =
      ExplicitType.incoming(LabOrder.class).createSerializer(new SerializerConfigImpl());
  private final WireSerializer<AlertEvent> events = new WireSerializer<>(AlertEvent.class);

  @Override
  public void serialize(Directive directive, DataOutputView target) throws IOException {
    if (directive instanceof RuleEdit rule) {
      target.writeByte(RULE);
      rules.serialize(rule.edit(), target);
    } else if (directive instanceof LabOrdered order) {
      target.writeByte(ORDER);
      orders.serialize(order.order(), target);
    } else if (directive instanceof LabJudged judged) {
      target.writeByte(JUDGED);
      events.serialize(judged.event(), target);
    }
  }

  @Override
  public Directive deserialize(DataInputView source) throws IOException {
    int tag = source.readByte();
    return switch (tag) {
      case RULE -> new RuleEdit(rules.deserialize(source));
      case ORDER -> new LabOrdered(orders.deserialize(source));
      case JUDGED -> new LabJudged(events.deserialize(source));
      default -> throw new IOException("no kind of directive has the tag " + tag);
    };
  }

  @Override
  public TypeSerializer<Directive> duplicate() {
    return new DirectiveSerializer();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DirectiveSerializer;
  }

  @Override
  public int hashCode() {
    return DirectiveSerializer.class.hashCode();
  }
}
