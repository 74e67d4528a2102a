import { seededRandom } from '../../src/belief/random.ts';

/** Slips that a compiler may notice, in the file itself or in whoever imports it. */
const SLIPS: readonly (readonly [from: RegExp, to: string])[] = [
  [/: string\b/g, ': number'],
  [/: number\b/g, ': string'],
  [/: boolean\b/g, ': string'],
  [/\?: /g, ': '],
  [/(\w): (?=string|number)/g, '$1?: '],
  [/\?\./g, '.'],
  [/ \?\? [\w'.-]+/g, ''],
  [/\bexport /g, ''],
  [/\breturn [^;\n]+;/g, 'return;'],
  [/\breturn ([^;\n]+);/g, 'return String($1);'],
  [/'[^'\n]*'/g, '42'],
  [/\b\d+\b/g, '"text"'],
  [/\breadonly /g, ''],
  [/\bconst (?=\w+ ?[=:])/g, 'let '],
  [/\.length\b/g, '.size'],
  [/\b(\w+)\.(\w+)\(/g, '$1.$2x('],
  [/(\w+): T\b/g, '$1: T[]'],
  [/, (?=\w+: )/g, ', extra: number, '],
  [/===/g, '!=='],
  [/ \+ /g, ' - '],
  [/ as const/g, ''],
  [/\basync /g, ''],
  [/\bawait /g, ''],
  [/\| undefined/g, ''],
  [/\bimport \{ ?(?:type )?(\w+),/g, 'import {'],
  [/\bclass (\w+)/g, 'class $1x'],
  [/\benum (\w+) \{/g, 'enum $1 { Other = "o",'],
  [/;\n/g, '\n'],
  [/\}\n/g, '}\n// said\n'],
  [/\{string\}/g, '{number}'],
  [/\{number\}/g, '{string}'],
];

export interface TypeMutant {
  readonly path: string;
  readonly text: string;
  /** What was changed, for people. */
  readonly name: string;
}

/** Seeded changes of one place each, drawn over all files; the same seed gives the same ones. */
export function typeMutantsOf(
  files: Readonly<Record<string, string>>,
  count: number,
  seed: number,
): readonly TypeMutant[] {
  const random = seededRandom(seed);
  const all = Object.entries(files)
    .filter(([path]) => /\.[jt]sx?$/.test(path))
    .flatMap(([path, text]) =>
      SLIPS.flatMap(([from, to]) =>
        [...text.matchAll(from)].map((match): TypeMutant => {
          const put = match[0].replace(new RegExp(from.source), to);
          const line = text.slice(0, match.index).split('\n').length;
          return {
            path,
            text: text.slice(0, match.index) + put + text.slice(match.index + match[0].length),
            name: `${path}:${line} ${JSON.stringify(match[0])} → ${JSON.stringify(put)}`,
          };
        }),
      ),
    );
  const drawn: TypeMutant[] = [];
  while (drawn.length < count && all.length > 0)
    drawn.push(...all.splice(Math.floor(random() * all.length), 1));
  return drawn;
}
