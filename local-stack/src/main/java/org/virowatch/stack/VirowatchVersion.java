package org.virowatch.stack;

import picocli.CommandLine.IVersionProvider;

/** Tells the version of the application, from its jar. */
public final class VirowatchVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Virowatch.class.getPackage().getImplementationVersion();
    return new String[] {
      "virowatch " + (version == null ? "(built from sources)" : version),
      "Java " + Runtime.version() + " on " + System.getProperty("os.name")
    };
  }
}
