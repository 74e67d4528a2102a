export interface Rule {
  effect: 'allow' | 'deny';
  /** Such as "account:read" or "account:*"; a star stands for any one part, at the end for the rest. */
  action: string;
  /** Only for what the person owns. */
  own?: boolean;
}

export interface Role {
  name: string;
  inherits?: string[];
  rules: Rule[];
}

export interface Person {
  name: string;
  roles: string[];
}

export interface Resource {
  owner: string;
}

export function matches(pattern: string, action: string): boolean {
  const wanted = pattern.split(':');
  const given = action.split(':');
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === '*' && i === wanted.length - 1) return given.length > i;
    if (i >= given.length) return false;
    if (wanted[i] !== '*' && wanted[i] !== given[i]) return false;
  }
  return wanted.length === given.length;
}

export class Permissions {
  private readonly roles = new Map<string, Role>();

  constructor(roles: readonly Role[]) {
    for (const role of roles) this.roles.set(role.name, role);
  }

  /** A role and all that it inherits, each once, even when roles inherit in a circle. */
  effectiveRoles(names: readonly string[]): Role[] {
    const found = new Map<string, Role>();
    const open = [...names];
    while (open.length > 0) {
      const name = open.pop() as string;
      if (found.has(name)) continue;
      const role = this.roles.get(name);
      if (role === undefined) continue;
      found.set(name, role);
      open.push(...(role.inherits ?? []));
    }
    return [...found.values()];
  }

  /** A rule that denies wins over all that allow; what no rule names is denied. */
  can(person: Person, action: string, resource?: Resource): boolean {
    let allowed = false;
    for (const role of this.effectiveRoles(person.roles)) {
      for (const rule of role.rules) {
        if (!matches(rule.action, action)) continue;
        if (rule.own && resource?.owner !== person.name) continue;
        if (rule.effect === 'deny') return false;
        allowed = true;
      }
    }
    return allowed;
  }

  /** Who of these may do it, by name. */
  allowed(people: readonly Person[], action: string, resource?: Resource): string[] {
    return people
      .filter((person) => this.can(person, action, resource))
      .map((person) => person.name)
      .sort();
  }
}
