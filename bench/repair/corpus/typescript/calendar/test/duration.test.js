import assert from 'node:assert/strict';
import { formatDuration, overlap, parseClock, parseDuration, relative } from '../src/duration.js';

describe('duration', () => {
  it('parses', () => {
    assert.equal(parseDuration('1h 30m'), 5400);
    assert.equal(parseDuration('2d'), 172800);
    assert.equal(parseDuration('soon'), null);
    assert.equal(parseDuration(''), null);
  });
  it('formats with two units', () => {
    assert.equal(formatDuration(5400), '1h 30m');
    assert.equal(formatDuration(90061), '1d 1h');
    assert.equal(formatDuration(59), '59s');
    assert.equal(formatDuration(-120), '-2m');
    assert.equal(formatDuration(0), '0s');
  });
  it('tells how far away', () => {
    assert.equal(relative(-59), 'just now');
    assert.equal(relative(-60), '1 minute ago');
    assert.equal(relative(7200), 'in 2 hours');
    assert.equal(relative(-3 * 86400), '3 days ago');
  });
  it('reads a clock', () => {
    assert.equal(parseClock('09:30'), 570);
  });
  it('measures what overlaps', () => {
    assert.equal(overlap([540, 720], [600, 800]), 120);
    assert.equal(overlap([540, 600], [600, 700]), 0);
    assert.equal(overlap([540, 600], [700, 800]), 0);
  });
});
