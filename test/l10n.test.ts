import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
type Texts = Readonly<Record<string, string>>;
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** The literals that an argument may be: itself, or either branch of a choice. Undefined for anything else. */
function literals(node: ts.Expression | undefined): readonly string[] | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isConditionalExpression(node)) return undefined;
  const [one, other] = [literals(node.whenTrue), literals(node.whenFalse)];
  return one === undefined || other === undefined ? undefined : [...one, ...other];
}

/** Where a call takes its texts: `vscode.l10n.t` and the pages' `t` first, the pages' `count` after the number. */
function textArguments(call: ts.CallExpression, file: ts.SourceFile, isPage: boolean) {
  const name = call.expression.getText(file);
  if (name === 'vscode.l10n.t' || (isPage && name === 't')) return call.arguments.slice(0, 1);
  return isPage && name === 'count' ? call.arguments.slice(1, 3) : [];
}

/** Every text that the code shows, found in the syntax of the sources; and what cannot be translated. */
function textsOfCode(): { readonly texts: ReadonlySet<string>; readonly dynamic: readonly string[] } {
  const texts = new Set<string>();
  const dynamic: string[] = [];
  for (const room of ['vscode', 'webview']) {
    const folder = join(root, 'src', room);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      // The pages' own function that looks texts up.
      if (!name.endsWith('.ts') || name === join('shared', 'text.ts')) continue;
      const file = ts.createSourceFile(
        name,
        readFileSync(join(folder, name), 'utf8'),
        ts.ScriptTarget.Latest,
      );
      const visit = (node: ts.Node): void => {
        if (ts.isCallExpression(node)) {
          for (const argument of textArguments(node, file, room === 'webview')) {
            const found = literals(argument);
            if (found === undefined) dynamic.push(`${room}/${name}: ${node.getText(file).slice(0, 80)}`);
            for (const text of found ?? []) texts.add(text);
          }
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
    }
  }
  return { texts, dynamic };
}

const placeholders = (text: string): readonly string[] =>
  [...new Set(text.match(/\{\d+\}/g) ?? [])].toSorted();
/** What a translation has to keep: values, commands behind links, code and icons. */
const kept = (text: string): readonly string[] => [
  ...placeholders(text),
  ...(text.match(/\(command:[\w.]+\)|`[^`]+`|\$\([\w~-]+\)/g) ?? []).toSorted(),
];

function expectSameForm(english: Texts, translated: Texts): void {
  const wrong = Object.entries(english).filter(([key, text]) => {
    const other = translated[key] ?? '';
    return other.trim() === '' || JSON.stringify(kept(text)) !== JSON.stringify(kept(other));
  });
  expect(wrong.map(([key]) => key)).toEqual([]);
}

describe('the Simplified Chinese translation', () => {
  it('has every text of the code, and none that is not shown any more', () => {
    const { texts, dynamic } = textsOfCode();
    expect(dynamic).toEqual([]);
    const bundle: Texts = json('l10n/bundle.l10n.zh-cn.json');
    expect({
      missing: [...texts].filter((text) => !(text in bundle)).toSorted(),
      stale: Object.keys(bundle).filter((text) => !texts.has(text)),
    }).toEqual({ missing: [], stale: [] });
    expect(texts.size).toBeGreaterThan(300);
    expectSameForm(Object.fromEntries([...texts].map((text) => [text, text])), bundle);
  });

  it('has every text of package.json, and none that is not shown any more', () => {
    const used = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([^"%]+)%"/g)].map(
      ([, key]) => key ?? '',
    );
    const english: Texts = json('package.nls.json');
    const chinese: Texts = json('package.nls.zh-cn.json');
    expect(Object.keys(english).toSorted()).toEqual([...new Set(used)].toSorted());
    expect(Object.keys(chinese).toSorted()).toEqual(Object.keys(english).toSorted());
    expectSameForm(english, chinese);
  });

  it('is the only place for what package.json shows', () => {
    const manifest = json('package.json');
    expect(existsSync(join(root, manifest.l10n, 'bundle.l10n.zh-cn.json'))).toBe(true);
    const shown = new Set([
      'title',
      'description',
      'markdownDescription',
      'patternErrorMessage',
      'contents',
      'altText',
    ]);
    const raw: string[] = [];
    const look = (value: object, path: string): void => {
      for (const [key, inner] of Object.entries(value)) {
        const at = `${path}.${key}`;
        // What only language models read stays in one language.
        if (/languageModelTools\.\d+\.inputSchema|disambiguation/.test(at)) continue;
        if (typeof inner === 'object' && inner !== null) look(inner, at);
        else if (shown.has(key) && typeof inner === 'string' && inner !== 'Credence' && !/^%.+%$/.test(inner))
          raw.push(`${at}: ${inner}`);
      }
    };
    look(manifest.contributes, 'contributes');
    look(manifest.capabilities, 'capabilities');
    expect(raw).toEqual([]);
  });
});
