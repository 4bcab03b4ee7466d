package org.virowatch.surveillance.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.frequency.WilsonInterval;

/** The values of {@code golden.tsv} were made by {@code golden.R}, which holds the same cases. */
class GrowthGoldenTest {
  private static final double CLOSE = 1e-6;

  /** So many times that Student's quantiles are normal. */
  private static final int MANY = 1_000_000_000;

  private static final Map<String, GrowthSeries> CASES = new LinkedHashMap<>();

  static {
    CASES.put(
        "daily",
        series(
            "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27",
            "0,1,0,2,1,3,2,4,2,5,7,6,9,8,12,11,15,17,16,22,25,24,31,33,40,38,47,52",
            "80,95,110,60,102,98,77,85,120,99,101,87,93,90,110,88,97,102,84,99,105,91,103,96,108,"
                + "92,99,104"));
    CASES.put(
        "scattered",
        series(
            "0,7,14,21,28,35,42,49", "12,3,30,18,70,41,120,88", "400,380,410,395,420,377,402,391"));
    CASES.put(
        "falling",
        series("19003,19004,19006,19009,19013,19020", "50,44,41,30,22,9", "60,61,62,63,64,65"));
    CASES.put(
        "large",
        series(
            "0,7,14,21,28,35,42,49",
            "1000,1900,3700,7200,13500,24000,41000,60000",
            "100000,100000,100000,100000,100000,100000,100000,100000"));
    CASES.put("two", series("0,7", "12,40", "100,120"));
    CASES.put("gaps", series("1,2,3,10,11,40", "2,0,1,9,4,30", "20,1,9,40,33,50"));
    CASES.put("zero", series("0,1,2,3,4,5,6", "0,0,0,0,0,0,0", "30,31,28,40,22,35,33"));
    CASES.put("all", series("0,1,2,3,4,5,6", "3,4,5,6,7,8,9", "3,4,5,6,7,8,9"));
    CASES.put("separated", series("0,1,2,3,4,5,6,7", "0,0,0,0,5,6,5,7", "5,6,7,5,5,6,5,7"));
    CASES.put(
        "one",
        series("0,1,2,3,4,5,6,7,8,9", "0,0,0,0,0,0,0,0,1,0", "25,25,25,25,25,25,25,25,25,25"));
    CASES.put("handful", series("0,7,14,21,28,35", "0,0,1,0,2,3", "40,35,50,44,38,41"));
  }

  @Test
  void fitsEqualGlmOfR() throws IOException {
    int compared = 0;
    for (Golden golden : golden()) {
      GrowthSeries series = CASES.get(golden.name());
      if (series == null || golden.penalised()) {
        continue;
      }
      LogisticFit fit = LogisticFit.of(series, false);
      double actual =
          switch (golden.field()) {
            case "intercept" -> fit.intercept();
            case "slope" -> fit.slope();
            case "slopeError" -> fit.slopeError();
            case "dispersion" -> fit.pearson() / (series.size() - 2);
            default -> ofEstimate(series, golden.field());
          };
      assertThat(actual).as(golden.toString()).isCloseTo(golden.value(), within(CLOSE));
      compared++;
    }
    assertThat(compared).isEqualTo(37);
  }

  @Test
  void penalisedFitsAndTheirProfilesEqualThoseOfR() throws IOException {
    int compared = 0;
    for (Golden golden : golden()) {
      if (golden.penalised()) {
        GrowthSeries series = Objects.requireNonNull(CASES.get(golden.name()));
        LogisticFit fit = LogisticFit.of(series, true);
        double actual =
            switch (golden.field()) {
              case "slope" -> fit.slope();
              case "dispersion" -> fit.pearson() / (series.size() - 2);
              default -> ofEstimate(series, golden.field());
            };
        assertThat(actual).as(golden.toString()).isCloseTo(golden.value(), within(CLOSE));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(20);
  }

  @Test
  void shrinkingEqualsRestrictedLikelihoodOfR() throws IOException {
    Map<String, List<GrowthEstimate>> sets =
        Map.of(
            "regions",
            estimates(
                new double[] {0.09, 0.12, 0.03, 0.16, 0.07},
                new double[] {0.01, 0.03, 0.02, 0.09, 0.005}),
            "alike",
            estimates(new double[] {0.10, 0.101, 0.099}, new double[] {0.02, 0.05, 0.03}));
    int compared = 0;
    for (Golden golden : golden()) {
      List<GrowthEstimate> estimates = sets.get(golden.name());
      if (estimates == null) {
        continue;
      }
      GrowthPool pool = GrowthPool.of(estimates, TypicalDispersion.of(estimates)).orElseThrow();
      String field = golden.field();
      int region = Character.digit(field.charAt(field.length() - 1), 10) - 1;
      double actual =
          switch (field) {
            case "spread" -> pool.spread();
            case "shared" -> pool.shared();
            case "sharedError" -> pool.sharedError();
            default ->
                field.startsWith("shrunk")
                    ? pool.shrink(estimates.get(region)).perDay()
                    : pool.shrink(estimates.get(region)).error();
          };
      assertThat(actual).as(golden.toString()).isCloseTo(golden.value(), within(CLOSE));
      compared++;
    }
    assertThat(compared).isEqualTo(22);
  }

  private static double ofEstimate(GrowthSeries series, String field) {
    GrowthEstimate estimate = GrowthEstimate.of(series).orElseThrow();
    return switch (field) {
      case "error" -> estimate.error();
      case "lower" -> estimate.lower();
      case "upper" -> estimate.upper();
      case "pRise" -> estimate.pRise();
      default -> throw new IllegalArgumentException(field);
    };
  }

  private static List<GrowthEstimate> estimates(double[] perDay, double[] error) {
    List<GrowthEstimate> estimates = new ArrayList<>();
    for (int i = 0; i < perDay.length; i++) {
      estimates.add(
          new GrowthEstimate(
              perDay[i],
              error[i],
              perDay[i] - WilsonInterval.Z_95 * error[i],
              perDay[i] + WilsonInterval.Z_95 * error[i],
              0,
              1,
              false,
              50,
              100,
              MANY,
              49,
              0));
    }
    return estimates;
  }

  private static GrowthSeries series(String days, String subject, String genomes) {
    String[] n = genomes.split(",", -1);
    String[] k = subject.split(",", -1);
    GrowthSeries.Builder series = new GrowthSeries.Builder();
    int next = 0;
    for (String day : days.split(",", -1)) {
      series.add(Double.parseDouble(day), Long.parseLong(k[next]), Long.parseLong(n[next]));
      next++;
    }
    return series.build();
  }

  private record Golden(String name, boolean penalised, String field, double value) {}

  private static List<Golden> golden() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(GrowthGoldenTest.class.getResourceAsStream("golden.tsv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(
              row ->
                  new Golden(
                      row[0], Boolean.parseBoolean(row[1]), row[2], Double.parseDouble(row[3])))
          .toList();
    }
  }
}
