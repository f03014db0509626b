/** Where this tab is, so that it can go on where another tab was, or where it was itself before it was away. */
export class Memory {
  /** By lane. */
  positions = new Map();
  /** Whether something from before has yet to come; what the connection brings now is not where this tab is. */
  behind;
  #lastEventId;

  constructor(lastEventId) {
    this.#lastEventId = lastEventId;
    this.behind = lastEventId !== undefined;
  }

  /** From now on this tab hears nothing. */
  away() {
    if (this.positions.size > 0) this.behind = true;
  }

  /** Where a connection of this tab begins; see Lanes. */
  startAt() {
    return (lane, stood) => {
      if (stood) return undefined;
      return this.positions.get(lane) ?? (this.behind ? this.#lastEventId : undefined);
    };
  }

  /** The leader says where it is. */
  follow(positions) {
    if (!this.behind) this.positions = new Map(positions);
  }

  /**
   * What the application gets to know, and where it is then.
   *
   * @param isBehind whether more from before is to come, though something is delivered
   */
  remembering(to, isBehind) {
    return {
      ...to,
      update: (update, lane) => {
        if (update.id) this.positions.set(lane, update.id);
        to.update(update, lane);
      },
      moved: (lane, position) => {
        this.positions.set(lane, position);
        to.moved(lane, position);
      },
      live: () => {
        this.behind = isBehind();
        to.live();
      },
    };
  }
}
