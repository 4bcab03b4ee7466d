package org.virowatch.surveillance.forecast;

/**
 * Cholesky factors of small dense matrices, stored by rows in arrays. The inner loops run over rows
 * of neighbouring numbers, which the JVM turns into vector instructions; the model spends its time
 * here.
 */
final class Lower {
  private Lower() {}

  /**
   * Replaces the lower triangle of a symmetric positive definite matrix by its Cholesky factor.
   *
   * @param matrix n × n; what is above the diagonal is neither read nor written
   */
  static void factor(double[] matrix, int n) {
    for (int j = 0; j < n; j++) {
      int rowJ = j * n;
      for (int i = j; i < n; i++) {
        int rowI = i * n;
        double sum = matrix[rowI + j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[rowI + k] * matrix[rowJ + k];
        }
        if (i == j) {
          if (!(sum > 0)) {
            throw new ArithmeticException(
                "matrix is not positive definite: pivot " + j + " is " + sum);
          }
          matrix[rowJ + j] = Math.sqrt(sum);
        } else {
          matrix[rowI + j] = sum / matrix[rowJ + j];
        }
      }
    }
  }

  /**
   * Replaces the columns of X by L⁻¹X.
   *
   * @param factor n × n
   * @param x n × columns
   */
  static void solve(double[] factor, int n, double[] x, int columns) {
    for (int i = 0; i < n; i++) {
      int row = i * columns;
      for (int k = 0; k < i; k++) {
        double f = factor[i * n + k];
        int other = k * columns;
        for (int c = 0; c < columns; c++) {
          x[row + c] -= f * x[other + c];
        }
      }
      double pivot = 1 / factor[i * n + i];
      for (int c = 0; c < columns; c++) {
        x[row + c] *= pivot;
      }
    }
  }

  /** Replaces the columns of X by L⁻ᵀX; shapes as in {@link #solve}. */
  static void solveTransposed(double[] factor, int n, double[] x, int columns) {
    for (int i = n - 1; i >= 0; i--) {
      int row = i * columns;
      double pivot = 1 / factor[i * n + i];
      for (int c = 0; c < columns; c++) {
        x[row + c] *= pivot;
      }
      for (int k = 0; k < i; k++) {
        double f = factor[i * n + k];
        int other = k * columns;
        for (int c = 0; c < columns; c++) {
          x[other + c] -= f * x[row + c];
        }
      }
    }
  }

  /**
   * Returns XᵀX.
   *
   * @param x rows × columns
   * @return columns × columns, both triangles
   */
  static double[] gram(double[] x, int rows, int columns) {
    double[] gram = new double[columns * columns];
    for (int r = 0; r < rows; r++) {
      int row = r * columns;
      for (int a = 0; a < columns; a++) {
        double f = x[row + a];
        if (f != 0) {
          int to = a * columns;
          for (int b = a; b < columns; b++) {
            gram[to + b] += f * x[row + b];
          }
        }
      }
    }
    for (int a = 0; a < columns; a++) {
      for (int b = 0; b < a; b++) {
        gram[a * columns + b] = gram[b * columns + a];
      }
    }
    return gram;
  }

  /** Returns AB, with A of rows × inner and B of inner × columns. */
  static double[] multiply(double[] a, double[] b, int rows, int inner, int columns) {
    double[] product = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        double f = a[i * inner + k];
        if (f != 0) {
          for (int j = 0; j < columns; j++) {
            product[i * columns + j] += f * b[k * columns + j];
          }
        }
      }
    }
    return product;
  }

  /** Returns the transpose of a matrix of rows × columns. */
  static double[] transpose(double[] matrix, int rows, int columns) {
    double[] transposed = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = matrix[i * columns + j];
      }
    }
    return transposed;
  }

  /** Returns the inverse of a matrix from its factor. */
  static double[] inverse(double[] factor, int n) {
    double[] unit = new double[n * n];
    for (int i = 0; i < n; i++) {
      unit[i * n + i] = 1;
    }
    solve(factor, n, unit, n);
    return gram(unit, n, n);
  }
}
