export type AttributeValue = string | number | boolean;

export interface User {
  id: string;
  attributes?: Record<string, AttributeValue>;
}

export type Operator = "equals" | "oneOf" | "noneOf" | "startsWith" | "endsWith" | "atLeast" | "below";

/** A condition holds when the operator holds for any of the values (`noneOf`: for none). */
export interface Condition {
  attribute: string;
  operator: Operator;
  values: AttributeValue[];
}

/** Turns the flag on for `percent` of the users that meet all conditions. */
export interface Rule {
  conditions: Condition[];
  /** 0 to 100, in steps of a hundredth. */
  percent: number;
}

export interface Flag {
  key: string;
  enabled: boolean;
  rules: Rule[];
  /** Flags that must be on for the same user. */
  requires: string[];
  /** Users for whom the answer is fixed, on or off, whatever the rules say. */
  overrides: Record<string, boolean>;
}

export type Reason = "disabled" | "override" | "prerequisite" | "rule" | "default" | "unknown";

export interface Decision {
  on: boolean;
  reason: Reason;
}
