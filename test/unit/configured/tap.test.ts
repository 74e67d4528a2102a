import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTap } from '../../../src/environment/configured/tap.ts';

const shown = (text: string) =>
  parseTap(text).tests.map(({ groups, name, status }) => `${status}: ${[...groups, name].join(' > ')}`);

describe('TAP', () => {
  it('reads version 12: a plan before or after, names or none, directives', () => {
    const body = [
      'ok 1 - adds',
      'not ok 2 divides',
      'ok',
      'ok 4 # skip no network',
      'not ok 5 - later # TODO write it',
      'ok 6 - issue \\#12 is fixed',
    ];
    const expected = [
      ...['passed: adds', 'failed: divides', 'passed: test 3', 'skipped: test 4', 'skipped: later'],
      'passed: issue #12 is fixed',
    ];
    expect(shown(['1..6', ...body].join('\n'))).toEqual(expected);
    expect(shown([...body, '1..6', '# done'].join('\r\n'))).toEqual(expected);
    expect(parseTap([...body, '1..6'].join('\n')).torn).toBeUndefined();
  });

  it('reads version 13: YAML after a point, and what the program prints between', () => {
    const report = parseTap(`TAP version 13
1..2
compiling…
not ok 1 - divides
  ---
  message: 'it''s 3'
  severity: fail
  at:
    file: "lib/div.c"
    line: 12
  data:
    got: 3
    expect: 2
  stack: |-
    div (lib/div.c:12)
      main (lib/main.c:3)

    ok 9 - this is text
  ...
 ok of no depth
ok 2 - adds
`);
    expect(report.torn).toBeUndefined();
    expect(report.tests).toEqual([
      {
        name: 'divides',
        groups: [],
        status: 'failed',
        message: "it's 3",
        file: 'lib/div.c',
        line: 12,
        expected: '2',
        actual: '3',
        stack: 'div (lib/div.c:12)\n  main (lib/main.c:3)\n\nok 9 - this is text',
      },
      { name: 'adds', groups: [], status: 'passed' },
    ]);
  });

  it('reads version 14: subtests belong to the point after them', () => {
    expect(
      shown(`TAP version 14
# Subtest: cart
    # Subtest: adds
        ok 1 - one
        not ok 2 - two
        1..2
    not ok 1 - adds
      ---
      failureType: subtestsFailed
      location: /w/group.mjs:2:3
      ...
    1..1
not ok 1 - cart
ok 2 - other
1..2
`),
    ).toEqual(['passed: cart > adds > one', 'failed: cart > adds > two', 'passed: other']);
  });

  it('keeps an outcome of what holds others only where they do not explain it', () => {
    const torn = shown(
      '    ok 1 - in\n    1..1\nnot ok 1 - out\n  ---\n  error: "its hook failed"\n  ...\n1..1\n',
    );
    expect(torn).toEqual(['failed: out', 'passed: out > in']);
  });

  it('gives the parts the directive of the whole', () => {
    expect(shown('    not ok 1 - in\n    1..1\nnot ok 1 - out # TODO\n1..1\n')).toEqual([
      'skipped: out > in',
    ]);
  });

  it('reads the older subtests in braces', () => {
    const text = 'TAP version 13\nok 1 - out # time=4ms {\n    ok 1 - in # time=1ms\n    1..1\n}\n1..1\n';
    expect(shown(text)).toEqual(['passed: out > in']);
    expect(parseTap(text).torn).toBeUndefined();
    expect(parseTap(text.replace('}\n', '')).torn).toBeDefined();
  });

  it('reads several programs that wrote one after the other', () => {
    const report = parseTap('1..1\nok 1 - a\n1..2\nok 1 - b\nok 2 - c\nTAP version 13\nok 1 - d\n1..1\n');
    expect(report.tests.map((test) => test.name)).toEqual(['a', 'b', 'c', 'd']);
    expect(report.torn).toBeUndefined();
  });

  it('has nothing to tell where all is skipped', () => {
    expect(parseTap('1..0 # SKIP no compiler\n')).toEqual({ tests: [], errors: [] });
  });

  it.each([
    ['fewer tests than planned', '1..3\nok 1 - a\nok 2 - b\n'],
    ['more tests than planned', '1..1\nok 1 - a\nok 2 - b\n'],
    ['no plan', 'TAP version 13\nok 1 - a\n'],
    ['two plans', '1..2\nok 1 - a\n1..2\nok 2 - b\n'],
    ['a bail-out', '1..2\nok 1 - a\nBail out! No database\n'],
    ['a bail-out within', '    ok 1 - a\n    Bail out! No database\n'],
    ['a subtest without its plan', '    ok 1 - in\nok 1 - out\n1..1\n'],
    ['a subtest without a result', '    ok 1 - in\n    1..1\n1..0\n'],
    ['a diagnostic without an end', '1..1\nnot ok 1 - a\n  ---\n  message: cut'],
  ])('is torn by %s', (_, text) => {
    expect(parseTap(text).torn).toBeDefined();
  });

  it('is none where no line is', () => {
    expect(parseTap('Hello\n').foreign).toBeDefined();
    expect(parseTap('okay then\nnot okay\n').foreign).toBeDefined();
  });

  it('never throws, whatever it is given', () => {
    const line = fc.constantFrom(
      ...[
        'ok 1 - a',
        'not ok 2',
        'ok 3 {',
        '}',
        '1..2',
        '1..0 # SKIP',
        'TAP version 14',
        'Bail out!',
        '# Subtest: x',
      ],
      ...[
        '  ---',
        '  ...',
        '  a: |-',
        '    b',
        '      c: d',
        '    ok 1',
        '        ok 1',
        '    1..1',
        '\u0000',
        '\uFFFD',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n')),
          fc.string(),
        ),
        (text) => {
          parseTap(text);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** A tree of tests, as a harness writes it. */
interface Node {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly children: readonly Node[];
}

const name = fc.string({ maxLength: 15 }).map((text) => `t${text.replace(/[\\#{}\r\n\u2028\u2029\s]/g, '')}`);
const status = fc.constantFrom<Node['status']>('passed', 'failed', 'skipped');
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.record({ name, status, children: fc.constant([]) }),
    fc.record({ name, status, children: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
  ),
}));

const fails = ({ status: own, children }: Node): boolean =>
  children.length === 0 ? own === 'failed' : children.some(fails);

function write(nodes: readonly Node[], indent = ''): readonly string[] {
  const lines = nodes.flatMap((each, index) => [
    ...(each.children.length === 0
      ? []
      : [`${indent}# Subtest: ${each.name}`, ...write(each.children, `${indent}    `)]),
    `${indent}${fails(each) ? 'not ok' : 'ok'} ${index + 1} - ${each.name}${each.children.length === 0 && each.status === 'skipped' ? ' # SKIP' : ''}`,
    ...(fails(each) ? [`${indent}  ---`, `${indent}  message: no`, `${indent}  ...`] : []),
  ]);
  return [...lines, `${indent}1..${nodes.length}`];
}

const leaves = (nodes: readonly Node[], above: readonly string[] = []): readonly string[] =>
  nodes.flatMap((each) => {
    const path = [...above, each.name];
    return each.children.length === 0 ? [`${each.status}: ${path.join(' > ')}`] : leaves(each.children, path);
  });

describe('a TAP stream that any harness may have written', () => {
  const trees = fc.array(node, { minLength: 1, maxLength: 5 });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(trees, (nodes) => {
        const text = write(nodes).join('\n');
        expect(shown(text)).toEqual(leaves(nodes));
        expect(parseTap(text).torn).toBeUndefined();
      }),
    );
  });

  it('is torn or empty when its end is missing', () => {
    fc.assert(
      fc.property(trees, fc.nat(), (nodes, at) => {
        const lines = write(nodes);
        const cut = parseTap(lines.slice(0, at % lines.length).join('\n'));
        expect(cut.torn ?? cut.foreign).toBeDefined();
      }),
    );
  });
});
