import { bucketOf } from "./bucket.ts";
import { holdAll } from "./conditions.ts";
import type { Decision, Flag, Rule, User } from "./types.ts";

export type FlagInput = Partial<Flag> & { key: string };

export class FlagClient {
  private readonly flags = new Map<string, Flag>();
  private readonly defaults: Record<string, boolean>;
  private readonly counts = new Map<string, { on: number; off: number }>();

  /** `defaults` are the answers for flags that are not known. */
  constructor(flags: readonly FlagInput[], defaults: Record<string, boolean> = {}) {
    this.defaults = defaults;
    for (const flag of flags) {
      if (this.flags.has(flag.key)) throw new Error(`Flag ${flag.key} is given twice`);
      this.flags.set(flag.key, { enabled: true, rules: [], requires: [], overrides: {}, ...flag });
    }
  }

  isOn(key: string, user: User): boolean {
    const { on } = this.decide(key, user);
    const count = this.counts.get(key) ?? { on: 0, off: 0 };
    if (on) count.on++;
    else count.off++;
    this.counts.set(key, count);
    return on;
  }

  /** All flags that are on for a user, by name. */
  allOn(user: User): string[] {
    return [...this.flags.keys()].filter((key) => this.decide(key, user).on).sort();
  }

  /** How often a flag was asked for by `isOn`, and with what answer. */
  usage(key: string): { on: number; off: number } {
    return { on: 0, off: 0, ...this.counts.get(key) };
  }

  /**
   * Decides in this order: a disabled flag is off, an override counts before
   * anything else, all required flags must be on, then the first rule whose
   * conditions hold tells by its percentage. With no such rule the flag is off.
   */
  decide(key: string, user: User): Decision {
    return this.decideWithin(key, user, []);
  }

  private decideWithin(key: string, user: User, path: readonly string[]): Decision {
    if (path.includes(key)) throw new Error(`Flags require each other: ${[...path, key].join(" > ")}`);
    const flag = this.flags.get(key);
    if (flag === undefined) return { on: this.defaults[key] ?? false, reason: "unknown" };
    if (!flag.enabled) return { on: false, reason: "disabled" };

    const override = flag.overrides[user.id];
    if (override !== undefined) return { on: override, reason: "override" };

    const met = flag.requires.every((other) => this.decideWithin(other, user, [...path, key]).on);
    if (!met) return { on: false, reason: "prerequisite" };

    const rule = flag.rules.find((candidate) => holdAll(candidate.conditions, user));
    if (rule === undefined) return { on: false, reason: "default" };
    return { on: this.inRollout(flag, rule, user), reason: "rule" };
  }

  private inRollout(flag: Flag, rule: Rule, user: User): boolean {
    return bucketOf(flag.key, user.id) < rule.percent * 100;
  }
}
