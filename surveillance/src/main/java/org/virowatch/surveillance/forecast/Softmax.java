package org.virowatch.surveillance.forecast;

/** From logits to frequencies. */
final class Softmax {
  private Softmax() {}

  /** Replaces logits by frequencies, which add up to 1. */
  static void apply(double[] logits) {
    double largest = largest(logits);
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Math.exp(logits[i] - largest);
      sum += logits[i];
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] /= sum;
    }
  }

  /** Returns the logarithm of the sum of the exponentials. */
  static double logSum(double[] logits) {
    double largest = largest(logits);
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return largest + Math.log(sum);
  }

  private static double largest(double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    return largest;
  }
}
