package org.virowatch.surveillance.growthmodel;

/**
 * Cholesky factor of a small symmetric positive definite matrix, A = L·Lᵀ, in the array given: the
 * model solves thousands of blocks of a dozen rows a tick, for which a matrix library's objects
 * cost more than the arithmetic. Source: Golub and Van Loan, Matrix Computations, algorithm 4.2.2.
 */
final class Cholesky {
  private final int size;
  private final double[] factor;

  /**
   * Factors a matrix in place.
   *
   * @param matrix rows one after another, {@code size} × {@code size}; only the lower triangle is
   *     read; overwritten
   * @throws ArithmeticException if the matrix is not positive definite
   */
  Cholesky(double[] matrix, int size) {
    this.size = size;
    this.factor = matrix;
    for (int column = 0; column < size; column++) {
      int pivotRow = column * size;
      double pivot = matrix[pivotRow + column];
      for (int k = 0; k < column; k++) {
        pivot -= matrix[pivotRow + k] * matrix[pivotRow + k];
      }
      if (!(pivot > 0)) {
        throw new ArithmeticException("pivot " + column + " of " + size + " is " + pivot);
      }
      double root = Math.sqrt(pivot);
      matrix[pivotRow + column] = root;
      for (int row = column + 1; row < size; row++) {
        int start = row * size;
        double sum = matrix[start + column];
        for (int k = 0; k < column; k++) {
          sum -= matrix[start + k] * matrix[pivotRow + k];
        }
        matrix[start + column] = sum / root;
      }
    }
  }

  /** Replaces b by L⁻¹·b. */
  void solveLower(double[] b) {
    for (int row = 0; row < size; row++) {
      double sum = b[row];
      for (int k = 0; k < row; k++) {
        sum -= factor[row * size + k] * b[k];
      }
      b[row] = sum / factor[row * size + row];
    }
  }

  /** Replaces b by L⁻ᵀ·b, which turns independent standard normals into a draw of A⁻¹. */
  void solveUpper(double[] b) {
    for (int row = size - 1; row >= 0; row--) {
      double sum = b[row];
      for (int k = row + 1; k < size; k++) {
        sum -= factor[k * size + row] * b[k];
      }
      b[row] = sum / factor[row * size + row];
    }
  }

  /** Replaces b by A⁻¹·b. */
  void solve(double[] b) {
    solveLower(b);
    solveUpper(b);
  }
}
