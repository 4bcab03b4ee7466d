package org.virowatch.jobs.wire;

import org.apache.flink.util.OutputTag;
import org.virowatch.schemas.Rejection;

/** The side output through which every operator lets rejections out. */
public final class RejectionOutput {
  /** The output. */
  public static final OutputTag<Outgoing<Rejection>> TAG =
      new OutputTag<>("rejections", ExplicitType.outgoing(Rejection.class));

  private RejectionOutput() {}

  /** Returns the rejection under its key. */
  public static Outgoing<Rejection> of(Rejection rejection) {
    return new Outgoing<>(rejection.getAccession(), rejection);
  }
}
