import { expect, it } from 'vitest';
import { plainText } from '../../../src/trace/plain-text.ts';

it('says names as they are and other code in quotation marks, where no markup is read', () => {
  expect(plainText('change `<=` to `<` in `overlaps` (src/interval.ts:3)')).toBe(
    'change ‘<=’ to ‘<’ in overlaps (src/interval.ts:3)',
  );
  expect(plainText('`$el.size` is 5')).toBe('$el.size is 5');
});

it('leaves a text alone in which a backtick marks nothing', () => {
  expect(plainText("type '`' is not known")).toBe("type '`' is not known");
});
