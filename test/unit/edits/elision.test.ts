import { describe, expect, it } from 'vitest';
import { isElision } from '../../../src/edits/elision.ts';
import { expanded } from '../../../src/edits/expand.ts';

describe('a line that stands for others', () => {
  it.each([
    '...',
    '  …',
    '...existing code...',
    '    ... rest of the method',
    '// ...',
    '    # ...',
    '// ... existing code ...',
    '/* … rest of the file … */',
    '{/* ... */}',
    '<!-- ... unchanged ... -->',
    '# ... (rest of the method stays the same)',
    '[... omitted ...]',
    '// rest of the code unchanged',
  ])('%s', (line) => {
    expect(isElision(line)).toBe(true);
  });

  it.each([
    '...args',
    '  ...options,',
    '  ...other,',
    '# other imports',
    '# remaining methods',
    "throw new Error('...');",
    '// Wait ... what?',
    '/** other confirmation says whether the search path can be believed here. */',
    '# the rest of the arguments is passed on to the callback as they are here',
    '// existing users keep their names',
    'existing code',
    '',
    '// and so on',
  ])('not %s', (line) => {
    expect(isElision(line)).toBe(false);
  });
});

describe('what a replacement leaves out', () => {
  const search = ['function f() {', '  a();', '  b();', '  c();', '  d();', '}'];

  it('is filled in from the search, between lines that mark one place', () => {
    const replace = ['function f() {', '  // ... existing code ...', '  c();', '  dd();', '}'];
    expect(expanded(search, replace)).toEqual([
      'function f() {',
      '  a();',
      '  b();',
      '  c();',
      '  dd();',
      '}',
    ]);
  });

  it('stays where a change stands beside it', () => {
    const replace = ['function f() {', '  // ...', '  dd();', '}'];
    expect(expanded(search, replace)).toEqual(replace);
  });

  it('stays where the line beside it stands in more than one place', () => {
    const twice = ['a();', 'b();', 'a();', 'c();', 'd();'];
    const replace = ['a();', '// ...', 'dd();'];
    expect(expanded(twice, replace)).toEqual(replace);
  });
});
