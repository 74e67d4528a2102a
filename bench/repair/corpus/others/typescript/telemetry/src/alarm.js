/**
 * An alarm with hysteresis: it is raised when the value reaches `raiseAt`,
 * and cleared only when the value falls below `clearBelow`. After any change
 * it stays as it is for at least `holdMs`.
 */
export class Alarm {
  #raised = false;
  #changedAt = -Infinity;

  constructor({ raiseAt, clearBelow = raiseAt, holdMs = 0 }) {
    if (clearBelow > raiseAt) throw new RangeError("clearBelow must not exceed raiseAt");
    this.raiseAt = raiseAt;
    this.clearBelow = clearBelow;
    this.holdMs = holdMs;
  }

  get raised() {
    return this.#raised;
  }

  /** Takes a sample in; returns "raised" or "cleared" when that changes the alarm. */
  update({ time, value }) {
    if (time - this.#changedAt < this.holdMs) return undefined;
    if (!this.#raised && value >= this.raiseAt) {
      this.#raised = true;
      this.#changedAt = time;
      return "raised";
    }
    if (this.#raised && value < this.clearBelow) {
      this.#raised = false;
      this.#changedAt = time;
      return "cleared";
    }
    return undefined;
  }
}
