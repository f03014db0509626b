package org.realtimehub.connection;

/** What a newcomer is told. */
public sealed interface AdmissionOutcome {

  /** It has a place; whoever holds it gives it back. */
  record Admitted(Place place) implements AdmissionOutcome {}

  /** It is in the queue; it is called when its turn comes, and gives the place up if it leaves. */
  record Waiting(Place place) implements AdmissionOutcome {}

  /** The node and its queue are full. */
  record Full() implements AdmissionOutcome {}

  /** The client holds too many connections already. */
  record TooMany(String limit) implements AdmissionOutcome {}
}
