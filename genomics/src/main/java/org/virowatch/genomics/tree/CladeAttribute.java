package org.virowatch.genomics.tree;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A clade-like attribute that the tree gives each node beside its clade.
 *
 * @param name name in files and columns
 * @param displayName name for people
 * @param skipAsReference whether no founder is looked for
 * @param definition all that the tree says of it, a JSON object
 */
public record CladeAttribute(
    String name, String displayName, boolean skipAsReference, String definition) {

  /** An attribute of which there is no more to say. */
  public CladeAttribute(String name, String displayName, boolean skipAsReference) {
    this(
        name,
        displayName,
        skipAsReference,
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("displayName", displayName)
            .put("hideInWeb", false)
            .put("skipAsReference", skipAsReference)
            .toString());
  }
}
