import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundlesTheTerminal, scratch, terminal } from './support/terminal.ts';

describe('credence apply FILE < REPLY', () => {
  bundlesTheTerminal();

  const apply = (args: readonly string[], reply: string) => {
    const { node, cli, env } = terminal();
    const ended = spawnSync(node, [cli, 'apply', ...args], {
      cwd: scratch,
      env,
      input: reply,
      encoding: 'utf8',
    });
    return { code: ended.status, lines: ended.stdout.trimEnd().split('\n'), errors: ended.stderr };
  };
  const reply = 'cart.ts\n```\n<<<<<<< SEARCH\nlet sum = 0;\n=======\nlet sum = 1;\n>>>>>>> REPLACE\n```\n';

  it('prints one line of JSON and ends with 0 when it was applied, with 2 when it was refused', () => {
    const file = join(scratch, 'cart.ts');
    writeFileSync(file, 'let sum = 0;\n');
    const tried = apply(['cart.ts', '--dry-run'], reply);
    expect(tried.lines.map((line) => JSON.parse(line))).toMatchObject([{ applied: true, file: 'cart.ts' }]);
    expect(readFileSync(file, 'utf8')).toBe('let sum = 0;\n');
    expect(apply(['cart.ts'], reply).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe('let sum = 1;\n');
    const again = apply(['cart.ts'], reply);
    expect(again.code).toBe(2);
    expect(JSON.parse(again.lines[0] ?? '')).toMatchObject({
      applied: false,
      reason: expect.stringMatching(/./),
    });
  });

  it('says how it is used when no file is named', () => {
    const ended = apply([], reply);
    expect(ended.code).toBe(1);
    expect(ended.errors).toMatch(/credence apply FILE/);
  });
});
