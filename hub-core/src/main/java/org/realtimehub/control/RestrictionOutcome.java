package org.realtimehub.control;

/** What became of a wish to put a restriction in force, or to lift one. */
public sealed interface RestrictionOutcome {

  /** It is in force on this node, and within a second on all. */
  record InForce(Restriction restriction) implements RestrictionOutcome {}

  /** It is no longer in force on this node, and within a second on none. */
  record Lifted() implements RestrictionOutcome {}

  /** It cannot be wished for. */
  record Invalid(String problem) implements RestrictionOutcome {}

  /** There are as many as may be; lift some. */
  record TooMany(int limit) implements RestrictionOutcome {}

  /** What the nodes share could not be reached; it may be in force or not. */
  record Unavailable(String problem) implements RestrictionOutcome {}
}
