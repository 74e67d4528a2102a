import { describe, expect, it } from 'vitest';
import { LOOP_VARIANTS, newMemory, playTask } from '../../../bench/ablation/world.ts';
import type { Row } from '../../../bench/replay/rows.ts';

const [PRODUCT] = LOOP_VARIANTS;
const row = (hid: string, rep?: number): Row => ({
  s: 'x',
  m: 'm',
  p: 'p',
  n: hid.length,
  hid,
  ...(rep === undefined ? {} : { rep }),
});

describe('the loop over recorded samples', () => {
  it('takes the first sample where all pass, and gives up where none does', async () => {
    if (PRODUCT === undefined) throw new Error('no variant');
    expect(await playTask(row('1111111111'), newMemory(), PRODUCT, 0.05, 1)).toMatchObject({
      solved: true,
      calls: 1,
    });
    const hopeless = await playTask(row('0000000000', 0), newMemory(), PRODUCT, 0.05, 1);
    expect(hopeless.solved).toBe(false);
    expect(hopeless.calls).toBeLessThan(10);
  });

  it('draws to the cap only where nothing is said to cost anything', async () => {
    const endless = LOOP_VARIANTS.find(({ name }) => name === 'without a stop but the cap');
    if (endless === undefined) throw new Error('no such variant');
    expect((await playTask(row('0000000000', 0), newMemory(), endless, 0.05, 1)).calls).toBe(10);
  });

  it('mends as often as the record says: never alone, always when one repair always did', async () => {
    const mending = LOOP_VARIANTS.find(({ name }) => name === 'mending whenever it can');
    if (mending === undefined) throw new Error('no such variant');
    expect((await playTask(row('0000000000', 10), newMemory(), mending, 0.01, 1)).solved).toBe(true);
  });
});
