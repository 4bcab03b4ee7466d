package org.virowatch.stack.foresight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.virowatch.schemas.AlertRule;
import org.virowatch.surveillance.backtest.Decoys;
import org.virowatch.surveillance.backtest.ReplayedAlert;
import org.virowatch.surveillance.backtest.RuleScore;
import org.virowatch.surveillance.backtest.VariantTruth;

/**
 * A backtest that was run.
 *
 * @param rules the rules that were replayed
 * @param alerts every event
 * @param truth what became known later
 * @param scores how each rule did, in the rules' order
 * @param decoys what each rule said about decoys, by its id; empty when there were none
 * @param observed first and last day of observation
 * @param notes what people should know about how it was run
 */
record Backtest(
    List<AlertRule> rules,
    List<ReplayedAlert> alerts,
    VariantTruth truth,
    List<RuleScore> scores,
    Map<String, Decoys.Figure> decoys,
    List<LocalDate> observed,
    List<String> notes) {

  /** Adds a figure of decoys for each rule. */
  static Map<String, Decoys.Figure> addUp(List<Map<String, Decoys.Figure>> trials) {
    Map<String, Decoys.Figure> sum = new TreeMap<>();
    for (Map<String, Decoys.Figure> trial : trials) {
      trial.forEach((rule, figure) -> sum.merge(rule, figure, Decoys.Figure::plus));
    }
    return sum;
  }

  /** Returns these with more notes. */
  Backtest noting(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new Backtest(rules, alerts, truth, scores, decoys, observed, List.copyOf(all));
  }
}
