import type { AttributeValue, Condition, User } from "./types.ts";

function matches(condition: Condition, actual: AttributeValue): boolean {
  const { operator, values } = condition;
  switch (operator) {
    case "equals":
    case "oneOf":
      return values.includes(actual);
    case "noneOf":
      return !values.includes(actual);
    case "startsWith":
      return values.some((value) => String(actual).startsWith(String(value)));
    case "endsWith":
      return values.some((value) => String(actual).endsWith(String(value)));
    case "atLeast":
      return values.some((value) => Number(actual) >= Number(value));
    case "below":
      return values.some((value) => Number(actual) < Number(value));
  }
}

/** Whether a condition holds. For an attribute the user lacks only `noneOf` does. */
export function holds(condition: Condition, user: User): boolean {
  const actual = condition.attribute === "id" ? user.id : user.attributes?.[condition.attribute];
  if (actual === undefined) return condition.operator === "noneOf";
  return matches(condition, actual);
}

export function holdAll(conditions: readonly Condition[], user: User): boolean {
  return conditions.every((condition) => holds(condition, user));
}
