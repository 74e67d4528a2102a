import { expect, it } from 'vitest';
import { matches, Permissions, type Rule } from '../src/permissions';

it.each([
  ['a', 'a', true],
  ['a', 'b', false],
  ['a', 'a:b', false],
  ['a:b', 'a', false],
  ['*', 'a', true],
  ['*', 'a:b:c', true],
  ['a:*', 'a', false],
  ['a:*', 'b:c', false],
  ['a:*', 'a:c:d', true],
  ['a:*:c', 'a:b:c', true],
  ['a:*:c', 'a:b:d', false],
  ['a:*:c', 'a:b', false],
  ['a:*:c', 'a:b:c:d', false],
  ['*:*', 'a', false],
  ['*:*', 'a:b:c', true],
  ['*:b:*', 'a:b:c', true],
  ['*:b:*', 'a:c:c', false],
])('%s %s %s', (pattern, action, expected) => {
  expect(matches(pattern, action)).toBe(expected);
});

it('decides', () => {
  const rules: Rule[] = [
    { effect: 'allow', action: 'doc:*', own: true },
    { effect: 'allow', action: 'doc:read' },
    { effect: 'deny', action: 'doc:burn' },
    { effect: 'deny', action: 'doc:sell', own: true },
    { effect: 'allow', action: 'doc:sell' },
  ];
  for (const order of [rules, [...rules].reverse()]) {
    const permissions = new Permissions([{ name: 'r', rules: order }]);
    const ann = { name: 'ann', roles: ['r'] };
    const table: [string, string | undefined, boolean][] = [
      ['doc:edit', 'ann', true],
      ['doc:edit', 'bob', false],
      ['doc:edit', undefined, false],
      ['doc:read', undefined, true],
      ['doc:read', 'bob', true],
      ['doc:burn', 'ann', false],
      ['doc:sell', 'ann', false],
      ['doc:sell', 'bob', true],
      ['doc:sell', undefined, true],
      ['other', 'ann', false],
    ];
    for (const [action, owner, expected] of table) {
      expect(permissions.can(ann, action, owner === undefined ? undefined : { owner })).toBe(expected);
    }
  }
});

it('inherits over several steps, both ways and in circles', () => {
  const permissions = new Permissions([
    { name: 'a', inherits: ['b', 'c'], rules: [{ effect: 'allow', action: 'a' }] },
    { name: 'b', inherits: ['d'], rules: [{ effect: 'allow', action: 'b' }] },
    { name: 'c', inherits: ['d', 'missing'], rules: [{ effect: 'deny', action: 'b' }] },
    { name: 'd', inherits: ['a'], rules: [{ effect: 'allow', action: 'd' }] },
    { name: 'e', rules: [{ effect: 'allow', action: 'e' }] },
  ]);
  const names = (roles: string[]) => permissions.effectiveRoles(roles).map((r) => r.name).sort();
  expect(names(['a'])).toEqual(['a', 'b', 'c', 'd']);
  expect(names(['d', 'd', 'e'])).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(names(['missing'])).toEqual([]);
  expect(names([])).toEqual([]);
  const person = { name: 'p', roles: ['d', 'e'] };
  expect(['a', 'b', 'd', 'e'].map((action) => permissions.can(person, action))).toEqual([true, false, true, true]);
  expect(person.roles).toEqual(['d', 'e']);
  const people = [{ name: 'z', roles: ['e'] }, person, { name: 'b', roles: ['e', 'a'] }];
  expect(permissions.allowed(people, 'e')).toEqual(['b', 'p', 'z']);
  expect(permissions.allowed(people, 'a')).toEqual(['b', 'p']);
  expect(permissions.allowed(people, 'nope')).toEqual([]);
});
