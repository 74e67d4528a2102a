import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { TOOLS } from '../../../src/engine/tools.ts';

const manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8'));

describe('the tools for other agents', () => {
  it('are declared in package.json as the engine knows them', () => {
    const declared = manifest.contributes.languageModelTools as Record<string, unknown>[];
    const wanted = Object.values(TOOLS).map(({ name, description, input }) => {
      const { $schema: _, ...inputSchema } = z.toJSONSchema(input);
      return { name, modelDescription: description, inputSchema };
    });
    expect(
      declared.map(({ name, modelDescription, inputSchema }) => ({ name, modelDescription, inputSchema })),
    ).toEqual(wanted);
  });

  it.each([
    [TOOLS.assess.input, { request: 'Fix it' }, true],
    [TOOLS.assess.input, { request: '' }, false],
    [TOOLS.assess.input, { request: 'Fix it', command: 'rm -rf /' }, false],
    [TOOLS.verify.input, { diff: '--- a\n' }, true],
    [TOOLS.verify.input, { edits: [{ path: 'a', newText: '' }], test: 'adds' }, true],
    [TOOLS.verify.input, { edits: [{ path: '', newText: '' }] }, false],
    [TOOLS.verify.input, { edits: [{ path: 'a', newText: 7 }] }, false],
    [TOOLS.behaviors.input, {}, true],
    [TOOLS.behaviors.input, { code: 'TS2551', folder: '/etc' }, false],
  ])('take what has the form that was told, and nothing else: %#', (schema, input, takes) => {
    expect(z.safeParse(schema, input).success).toBe(takes);
  });
});
