import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const { contributes, capabilities } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

interface Setting {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly scope?: string;
  readonly order?: number;
  readonly markdownDescription?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
}
const groups: readonly { readonly title: string; readonly properties: Readonly<Record<string, Setting>> }[] =
  contributes.configuration;
const all = groups.flatMap(({ properties }) => Object.entries(properties));

describe('the settings', () => {
  it('are in groups, each with a title and an order of its own', () => {
    expect(groups.length).toBeGreaterThan(3);
    for (const { title, properties } of groups) {
      expect(title).toMatch(/^%.+%$/);
      const orders = Object.values(properties).map(({ order }) => order);
      expect(orders).toEqual(orders.map((_, index) => index + 1));
    }
  });

  it.each(all)('%s says what it is, what it may be and where it is set', (_name, setting) => {
    expect(setting.markdownDescription).toMatch(/^%.+%$/);
    expect(['machine', 'resource', 'window', 'application', 'machine-overridable']).toContain(setting.scope);
    expect(setting).toHaveProperty('default');
    if (setting.type === 'integer' || setting.type === 'number') {
      const { minimum = Number.NaN, maximum = Number.NaN } = setting;
      expect(Number(setting.default)).toBeGreaterThanOrEqual(minimum);
      expect(Number(setting.default)).toBeLessThanOrEqual(maximum);
    }
    if (setting.enum !== undefined) expect(setting.enum).toContain(setting.default);
  });

  it('that a folder could set to spend or run something are the person’s alone, or limited while it is untrusted', () => {
    const restricted: readonly string[] = capabilities.untrustedWorkspaces.restrictedConfigurations;
    const risky = all.filter(([name]) => /\.(budget|model|verification)\./.test(name));
    expect(risky.length).toBeGreaterThan(8);
    for (const [name, { scope }] of risky)
      expect(scope === 'machine' || restricted.includes(name), name).toBe(true);
  });
});
