package org.virowatch.surveillance.rule;

import java.util.List;
import org.virowatch.surveillance.count.MutationName;

/**
 * What a rule watches, as written in its {@code subject}. Each subject an alert can be about has a
 * text of its own: {@code lineage:XBB.1.5*}, {@code lineage:BA.2}, {@code mutation:S:E484K}.
 */
public sealed interface SubjectPattern {
  /** Returns whether a subject is one that the pattern stands for. */
  boolean covers(String subject);

  /** Returns whether it stands for lineages. */
  default boolean isOfLineages() {
    return this instanceof OneLineage || this instanceof EachLineage;
  }

  /** Returns whether it stands for uploads. */
  default boolean isOfSubmissions() {
    return this instanceof Submissions || this instanceof SubmissionsOfLab;
  }

  /** Returns whether it stands for changes of amino acids, of which each names its CDS. */
  default boolean isOfAminoAcids() {
    return this instanceof EachMutation
        || (this instanceof OneMutation one && one.mutation().indexOf(':') > 0);
  }

  /** Start of a subject that is a lineage. */
  String LINEAGE = "lineage:";

  /** Start of a subject that is a mutation. */
  String MUTATION = "mutation:";

  /** The subject that is all that a region submits. */
  String SUBMISSIONS = "submissions";

  /** Start of a subject that is what one lab of a region submits. */
  String SUBMISSIONS_OF = "submissions:";

  /** Start of a pattern that names a panel of mutations. */
  String WATCHLIST = "watchlist:";

  /**
   * One lineage: {@code lineage:BA.2.86} alone, {@code lineage:BA.2.86*} with its descendants.
   *
   * @param lineage the lineage without the star
   * @param withDescendants whether there was a star
   */
  record OneLineage(String lineage, boolean withDescendants) implements SubjectPattern {
    /** Returns the one subject's text. */
    public String subject() {
      return LINEAGE + lineage + (withDescendants ? "*" : "");
    }

    @Override
    public boolean covers(String subject) {
      return subject.equals(subject());
    }
  }

  /** Each exact lineage that occurs, {@code lineage:*}. */
  record EachLineage() implements SubjectPattern {
    @Override
    public boolean covers(String subject) {
      return subject.startsWith(LINEAGE) && !subject.endsWith("*");
    }
  }

  /**
   * One mutation, {@code mutation:S:E484K} or {@code mutation:C241T}.
   *
   * @param mutation its name
   */
  record OneMutation(String mutation) implements SubjectPattern {
    @Override
    public boolean covers(String subject) {
      return subject.equals(MUTATION + mutation);
    }
  }

  /**
   * Each amino-acid change of a CDS that occurs, {@code mutation:S:*}.
   *
   * @param cds name of the CDS
   */
  record EachMutation(String cds) implements SubjectPattern {
    /** Returns whether a mutation is a change of the CDS. */
    public boolean matches(String mutation) {
      return mutation.length() > cds.length()
          && mutation.charAt(cds.length()) == ':'
          && mutation.startsWith(cds);
    }

    @Override
    public boolean covers(String subject) {
      return subject.startsWith(MUTATION) && matches(subject.substring(MUTATION.length()));
    }
  }

  /**
   * The mutations of a panel, {@code watchlist:NAME}.
   *
   * @param name name of the panel
   * @param mutations its mutations
   */
  record Panel(String name, List<String> mutations) implements SubjectPattern {
    @Override
    public boolean covers(String subject) {
      return subject.startsWith(MUTATION)
          && mutations.contains(subject.substring(MUTATION.length()));
    }
  }

  /** All that a region submits, {@code submissions}. */
  record Submissions() implements SubjectPattern {
    @Override
    public boolean covers(String subject) {
      return subject.equals(SUBMISSIONS);
    }
  }

  /**
   * What labs submit: {@code submissions:NAME}, or each lab, {@code submissions:*}.
   *
   * @param lab name of the lab, or {@code *}
   */
  record SubmissionsOfLab(String lab) implements SubjectPattern {
    @Override
    public boolean covers(String subject) {
      return subject.startsWith(SUBMISSIONS_OF)
          && (lab.equals("*") || subject.equals(SUBMISSIONS_OF + lab));
    }
  }

  /**
   * Reads a pattern.
   *
   * @param text the pattern
   * @param panel mutations of the panel, for a {@code watchlist:}
   * @throws IllegalArgumentException if the text is none of the forms; the message says which exist
   */
  static SubjectPattern parse(String text, List<String> panel) {
    if (text.startsWith(LINEAGE)) {
      String lineage = text.substring(LINEAGE.length());
      if (lineage.equals("*")) {
        return new EachLineage();
      }
      boolean star = lineage.endsWith("*");
      String name = star ? lineage.substring(0, lineage.length() - 1) : lineage;
      if (!name.isBlank() && name.indexOf('*') < 0 && name.equals(name.strip())) {
        return new OneLineage(name, star);
      }
    } else if (text.startsWith(MUTATION)) {
      String mutation = text.substring(MUTATION.length());
      if (MutationName.of(mutation).kind() != MutationName.Kind.OTHER) {
        return new OneMutation(mutation);
      }
      String cds = mutation.endsWith(":*") ? mutation.substring(0, mutation.length() - 2) : "";
      if (!cds.isBlank() && cds.indexOf(':') < 0) {
        return new EachMutation(cds);
      }
    } else if (text.equals(SUBMISSIONS)) {
      return new Submissions();
    } else if (text.startsWith(SUBMISSIONS_OF)) {
      String lab = text.substring(SUBMISSIONS_OF.length());
      if (!lab.isBlank()) {
        return new SubmissionsOfLab(lab);
      }
    } else if (text.startsWith(WATCHLIST)) {
      String name = text.substring(WATCHLIST.length());
      if (!name.isBlank()) {
        return new Panel(name, List.copyOf(panel));
      }
    }
    throw new IllegalArgumentException(
        "not a subject; write lineage:BA.2 (that lineage), lineage:BA.2* (with descendants),"
            + " lineage:* (each lineage), mutation:S:E484K or mutation:C241T, mutation:S:* (each"
            + " amino-acid change of S), watchlist:NAME, submissions (all of a region) or submissions:*"
            + " (each lab)");
  }
}
