package org.virowatch.stack.flink;

/**
 * What the cluster says about one job.
 *
 * @param id Flink's job id
 * @param name the job's name
 * @param state Flink's word, such as {@code RUNNING}
 * @param runningTasks tasks that run now
 * @param tasks all tasks of the job
 */
public record JobView(String id, String name, String state, int runningTasks, int tasks) {
  /** Returns whether every task of the job runs. */
  public boolean isRunning() {
    return state.equals("RUNNING") && tasks > 0 && runningTasks == tasks;
  }

  /** Returns whether the job has ended and will not go on by itself. */
  public boolean hasEnded() {
    return state.equals("FAILED") || state.equals("CANCELED") || state.equals("FINISHED");
  }
}
