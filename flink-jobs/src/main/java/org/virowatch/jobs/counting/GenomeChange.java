package org.virowatch.jobs.counting;

import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.FormSerializer;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.Contribution;

/**
 * One call of a genome begins or ceases to count, or takes the place of another.
 *
 * @param contribution what it contributes; never empty
 * @param sign 1 when it begins, -1 when it ceases
 * @param at event time from which on this is known, epoch milliseconds
 * @param generation the activation of the dataset from which on this holds, by its {@code movedAt}
 *     in epoch milliseconds; 0 where it always does
 * @param replaced what ceases when it begins, and begins again when it ceases, never empty; null
 *     where nothing does
 * @param mayWait whether it stands for itself: it is the newest move of a genome, which takes one
 *     call's place by another's whenever it is added. What other changes add up to is only right
 *     together, so they go on together
 */
public record GenomeChange(
    Contribution contribution,
    int sign,
    long at,
    long generation,
    @Nullable Contribution replaced,
    boolean mayWait) {
  /** Checks the sign. */
  public GenomeChange {
    if (sign != 1 && sign != -1) {
      throw new IllegalArgumentException("a genome counts once or no more, not " + sign + " times");
    }
  }

  /** Makes a change that takes nothing's place. */
  public GenomeChange(Contribution contribution, int sign, long at, long generation) {
    this(contribution, sign, at, generation, null, false);
  }

  /** Makes a change that holds whatever version of the dataset is active. */
  public GenomeChange(Contribution contribution, int sign, long at) {
    this(contribution, sign, at, 0);
  }

  /** Gives each contribution that begins, with 1, or ceases, with -1. */
  public void forEach(ObjIntConsumer<Contribution> each) {
    each.accept(contribution, sign);
    if (replaced != null) {
      each.accept(replaced, -sign);
    }
  }

  /**
   * Returns the lineage it had before if it changes nothing else, but for its private mutations;
   * null otherwise.
   */
  public @Nullable String onlyLineageBefore() {
    Contribution before = replaced;
    return before != null && before.equals(contribution.placedAs(before)) ? before.lineage() : null;
  }

  /** Makes a change by which a call takes the place of another. */
  public GenomeChange(
      Contribution contribution, int sign, long at, long generation, Contribution replaced) {
    this(contribution, sign, at, generation, replaced, false);
  }

  /** Returns the same change as one that may wait. */
  public GenomeChange waiting() {
    return new GenomeChange(contribution, sign, at, generation, replaced, true);
  }

  /** Returns the change that takes this one back. */
  GenomeChange negated() {
    return new GenomeChange(contribution, -sign, at, generation, replaced, mayWait);
  }

  /** Returns the type of the changes where bundling is not chained to counting; normally it is. */
  static ExplicitType<GenomeChange> type() {
    return FormSerializer.type(GenomeChange.class, GenomeChange::form);
  }

  private static CompactForm<GenomeChange> form() {
    return new CompactForm<>(
            "changes of genomes", 4, GenomeChange::write, GenomeChange::read, new TextPool())
        .reading(3, GenomeChange::read)
        .reading(2, GenomeChange::read);
  }

  private static void write(GenomeChange change, CompactWriter out) {
    change.contribution().writeTo(out);
    out.signed(change.sign());
    out.signed(change.at());
    out.signed(change.generation());
    Contribution replaced = change.replaced();
    out.flag(replaced != null);
    if (replaced != null) {
      replaced.writeTo(out);
    }
    out.flag(change.mayWait());
  }

  private static GenomeChange read(CompactReader in) {
    return new GenomeChange(
        Contribution.readFrom(in),
        (int) in.signed(),
        in.signed(),
        in.signed(),
        in.flag() ? Contribution.readFrom(in) : null,
        in.flag());
  }
}
