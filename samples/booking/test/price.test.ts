import { describe, expect, it } from 'vitest';
import { interval } from '../src/interval.ts';
import { price, split } from '../src/price.ts';

const oak = { name: 'Oak', seats: 8, hourly: 4000 };

describe('price', () => {
  it('charges by the quarter of an hour', () => {
    expect(price(oak, interval(600, 660))).toBe(4000);
    expect(price(oak, interval(600, 661))).toBe(5000);
  });
  it('is a fifth cheaper before eight', () => expect(price(oak, interval(420, 480))).toBe(3200));
});

describe('split', () => {
  it('gives the odd cents to the first', () => expect(split(1001, 3)).toEqual([334, 334, 333]));
  it('needs somebody', () => expect(() => split(100, 0)).toThrow('nobody'));
});
