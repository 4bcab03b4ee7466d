package org.virowatch.stack.foresight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.virowatch.stack.command.TextTable;
import org.virowatch.surveillance.forecast.ForecastScore;

/** How scores are written. */
enum ScoreFormat {
  /** A table for people. */
  TABLE {
    @Override
    String write(List<ForecastScore> scores) {
      TextTable table =
          new TextTable(
              "location",
              "lead",
              "dates",
              "MAE",
              "coverage",
              "of all",
              "width",
              "interval score",
              "WIS");
      for (ForecastScore score : scores) {
        table.row(
            score.location(),
            String.format(Locale.ROOT, "%+d", score.lead()),
            Integer.toString(score.dates()),
            number(score.error()),
            percent(score.coverage()),
            percent(score.coverageOfAll()),
            number(score.width()),
            number(score.intervalScore()),
            number(score.weightedScore()));
      }
      return String.join("\n", table.lines()) + "\n";
    }
  },

  /** Tab-separated, with every digit that means something. */
  TSV {
    @Override
    String write(List<ForecastScore> scores) {
      StringBuilder text =
          new StringBuilder(
              "location\tlead\tdates\tmae\tcoverage\tcoverage_of_all\twidth\tinterval_score\twis\n");
      for (ForecastScore score : scores) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s\t%d\t%d\t%.5f\t%.5f\t%.5f\t%.5f\t%.5f\t%.5f%n",
                score.location(),
                score.lead(),
                score.dates(),
                score.error(),
                score.coverage(),
                score.coverageOfAll(),
                score.width(),
                score.intervalScore(),
                score.weightedScore()));
      }
      return text.toString();
    }
  },

  /** A list of objects. */
  JSON {
    @Override
    String write(List<ForecastScore> scores) {
      ObjectMapper mapper = new ObjectMapper();
      ArrayNode list = mapper.createArrayNode();
      for (ForecastScore score : scores) {
        ObjectNode one = list.addObject();
        one.put("location", score.location());
        one.put("lead", score.lead());
        one.put("dates", score.dates());
        one.put("mae", score.error());
        one.put("coverage", score.coverage());
        one.put("coverage_of_all", score.coverageOfAll());
        one.put("width", score.width());
        one.put("interval_score", score.intervalScore());
        one.put("wis", score.weightedScore());
      }
      try {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("numbers and names cannot be written as JSON", e);
      }
    }
  };

  /** Returns the scores as text that ends with a line. */
  abstract String write(List<ForecastScore> scores);

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
