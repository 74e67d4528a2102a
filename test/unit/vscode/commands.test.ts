import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, INTERNAL_COMMANDS } from '../../../src/vscode/commands.ts';

const root = resolve(import.meta.dirname, '../../..');
const { contributes, capabilities, activationEvents } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const declared: { command: string; title: string; category: string }[] = contributes.commands;
const ids = declared.map((entry) => entry.command);
const shown: string[] = Object.values(COMMANDS);
/** Run with arguments by a code action and by the tree; a person cannot run them. */
const hidden: string[] = [
  ...[INTERNAL_COMMANDS.fixDiagnostic, INTERNAL_COMMANDS.openBehavior, INTERNAL_COMMANDS.openHunk],
  INTERNAL_COMMANDS.followTrace,
  ...[INTERNAL_COMMANDS.applyFix, INTERNAL_COMMANDS.fixApplied, INTERNAL_COMMANDS.lightbulbSettings],
];
const properties: Record<string, { default: unknown; scope: string }> = Object.assign(
  {},
  ...contributes.configuration.map((part: { properties: object }) => part.properties),
);

describe('the commands that package.json declares', () => {
  it('are exactly those that the extension handles and a person can run', () => {
    const handled = [...shown, ...Object.values(INTERNAL_COMMANDS)];
    expect(ids.toSorted()).toEqual(handled.filter((id) => !hidden.includes(id)).toSorted());
  });

  it('all stand under Credence, with a title of their own', () => {
    expect(declared.filter((entry) => entry.category !== 'Credence')).toEqual([]);
    expect(new Set(declared.map((entry) => entry.title)).size).toBe(declared.length);
  });

  it('are always in the palette, but for those about something that must be there', () => {
    const limited: string[] = contributes.menus.commandPalette.map(
      (item: { command: string }) => item.command,
    );
    expect(ids.filter((id) => !limited.includes(id))).toEqual(shown);
  });

  it('are the only ones that menus and welcome texts name', () => {
    const items = (Object.values(contributes.menus) as { command?: string }[][])
      .flat()
      .flatMap((item) => item.command ?? []);
    const links = contributes.viewsWelcome.flatMap(({ contents }: { contents: string }) =>
      [...contents.matchAll(/\(command:(credence\.\w+)\)/g)].map((match) => match[1]),
    );
    expect([...items, ...links].filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('the rest of the contributions', () => {
  it('has a menu of its own for every submenu, with something in it', () => {
    const named = (Object.values(contributes.menus) as { submenu?: string }[][])
      .flat()
      .flatMap((item) => item.submenu ?? []);
    const declaredMenus: string[] = contributes.submenus.map(({ id }: { id: string }) => id);
    expect(named.toSorted()).toEqual(declaredMenus.toSorted());
    expect(named).toContain('credence.scm');
    for (const id of named) expect(contributes.menus[id]?.length).toBeGreaterThan(1);
  });

  it('keeps every setting from an untrusted folder, and where a model answers from any folder', () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    const ofFolders = Object.keys(properties).filter((name) => properties[name]?.scope !== 'machine');
    expect(restrictedConfigurations.toSorted()).toEqual(ofFolders.toSorted());
    // A folder that could name the server could send its code, and the person's key, to one of its own.
    const ofModels = Object.keys(properties).filter((name) => name.startsWith('credence.model.'));
    expect(ofModels).toContain('credence.model.strongBaseUrl');
    for (const name of ofModels) expect(properties[name]?.scope).toBe('machine');
    expect(Object.keys(properties).filter((name) => /key|secret|token$/i.test(name))).toEqual([]);
  });

  it('declares the defaults that the code falls back to', () => {
    const source = readFileSync(join(root, 'src/vscode/settings.ts'), 'utf8');
    const budget = [...source.matchAll(/(\w+): settings\.get\('\1', ([\d_.]+)\)/g)];
    expect(budget).toHaveLength(4);
    for (const [, name, value] of budget) {
      expect(properties[`credence.budget.${name}`]?.default).toBe(Number(value?.replaceAll('_', '')));
    }
  });

  it('never wakes the extension at start-up', () => {
    // The sample of the first run is told by a file of its own; nothing else has one of that name.
    const known = (event: string): boolean =>
      event.startsWith('onLanguage:') || event === 'workspaceContains:first-fix.md';
    expect(activationEvents.filter((event: string) => !known(event))).toEqual([]);
  });
});
