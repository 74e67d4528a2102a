import { describe, expect, it } from 'vitest';
import { matches, Permissions } from '../src/permissions';

describe('matches', () => {
  it('compares parts', () => {
    expect(matches('account:read', 'account:read')).toBe(true);
    expect(matches('account:read', 'account:close')).toBe(false);
    expect(matches('account:read', 'account')).toBe(false);
    expect(matches('account:read', 'account:read:all')).toBe(false);
  });
  it('knows stars', () => {
    expect(matches('account:*', 'account:read')).toBe(true);
    expect(matches('account:*', 'account:read:all')).toBe(true);
    expect(matches('*:read', 'account:read')).toBe(true);
    expect(matches('*:read', 'account:close')).toBe(false);
    expect(matches('account:*', 'account')).toBe(false);
  });
});

describe('Permissions', () => {
  const permissions = new Permissions([
    { name: 'customer', rules: [{ effect: 'allow', action: 'account:*', own: true }] },
    { name: 'clerk', inherits: ['customer'], rules: [{ effect: 'allow', action: 'account:read' }] },
    {
      name: 'manager',
      inherits: ['clerk'],
      rules: [
        { effect: 'allow', action: '*' },
        { effect: 'deny', action: 'account:delete' },
      ],
    },
    { name: 'a', inherits: ['b'], rules: [] },
    { name: 'b', inherits: ['a'], rules: [{ effect: 'allow', action: 'x' }] },
  ]);
  const ann = { name: 'ann', roles: ['customer'] };
  const cleo = { name: 'cleo', roles: ['clerk'] };
  const max = { name: 'max', roles: ['manager'] };

  it('lets people do what they want with their own', () => {
    expect(permissions.can(ann, 'account:close', { owner: 'ann' })).toBe(true);
    expect(permissions.can(ann, 'account:close', { owner: 'bob' })).toBe(false);
    expect(permissions.can(ann, 'account:close')).toBe(false);
  });
  it('inherits', () => {
    expect(permissions.can(cleo, 'account:read', { owner: 'ann' })).toBe(true);
    expect(permissions.can(cleo, 'account:close', { owner: 'cleo' })).toBe(true);
    expect(permissions.can(cleo, 'account:close', { owner: 'ann' })).toBe(false);
  });
  it('denies before it allows', () => {
    expect(permissions.can(max, 'account:close', { owner: 'ann' })).toBe(true);
    expect(permissions.can(max, 'account:delete', { owner: 'max' })).toBe(false);
  });
  it('survives a circle', () => {
    expect(permissions.can({ name: 'z', roles: ['a'] }, 'x')).toBe(true);
  });
  it('denies without a role', () => {
    expect(permissions.can({ name: 'z', roles: ['ghost'] }, 'account:read')).toBe(false);
  });
  it('lists people', () => {
    expect(permissions.allowed([max, cleo, ann], 'account:read', { owner: 'bob' })).toEqual(['cleo', 'max']);
  });
});
