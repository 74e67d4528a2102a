import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { count, t, useTranslations } from '../../../src/webview/shared/text.ts';

const pages = resolve(import.meta.dirname, '../../../src/webview');
const list = join(pages, 'strings.json');

/** The texts in a source file: what stands first in a call of `t`, and the two after the number in one of `count`. */
function textsIn(source: string): readonly string[] {
  const literal = String.raw`'((?:[^'\\]|\\.)*)'`;
  const plain = source.matchAll(new RegExp(String.raw`\bt\(\s*${literal}`, 'g'));
  const counted = source.matchAll(
    new RegExp(String.raw`\bcount\(\s*[^']*?,\s*${literal},\s*${literal}`, 'g'),
  );
  return [...plain, ...counted]
    .flatMap((match) => match.slice(1))
    .map((text) => text.replace(/\\(.)/g, '$1'));
}

describe('the texts of the pages', () => {
  const sources = readdirSync(pages, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const used = sources
    .filter((name) => !name.endsWith('text.ts'))
    .flatMap((name) => textsIn(readFileSync(join(pages, name), 'utf8')));
  const wanted = [...new Set(used)].toSorted();

  it('are all in the list for translators', () => {
    if (process.env.UPDATE_STRINGS === '1') writeFileSync(list, `${JSON.stringify(wanted, null, 2)}\n`);
    expect(JSON.parse(readFileSync(list, 'utf8'))).toEqual(wanted);
  });

  it('are literals, so that the list can be complete', () => {
    for (const name of sources.filter((each) => !each.endsWith('text.ts'))) {
      const source = readFileSync(join(pages, name), 'utf8');
      expect(source.match(/\bt\(\s*[^\s']/g) ?? [], name).toEqual([]);
    }
  });

  it('are said in the language of the host, with the values in their places', () => {
    useTranslations({ 'event {0} of {1}': '{1} 中的第 {0} 个事件', '{0} files': '{0} 个文件' });
    expect(t('event {0} of {1}', 3, 9)).toBe('9 中的第 3 个事件');
    expect(count(2, '{0} file', '{0} files')).toBe('2 个文件');
    expect(count(1, '{0} file', '{0} files')).toBe('1 file');
    useTranslations({});
  });
});
