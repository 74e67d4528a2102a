import { describe, expect, it } from 'vitest';
import { moneyText } from '../../../src/vscode/money-text.ts';

describe('the spend in the status bar', () => {
  it('is silent where nothing was spent', () => expect(moneyText({ dollars: 0, tokens: 0 })).toBe(''));
  it('never says that something was free which was not', () => {
    expect(moneyText({ dollars: 0.0004, tokens: 900 })).toBe(' · <$0.01');
    expect(moneyText({ dollars: 0.0049, tokens: 900 })).toBe(' · <$0.01');
    expect(moneyText({ dollars: 0.005, tokens: 900 })).toBe(' · $0.01');
  });
  it('counts tokens of a model without a price', () => {
    expect(moneyText({ dollars: 0, tokens: 999 })).toBe(' · 999 tokens');
    expect(moneyText({ dollars: 0, tokens: 12_345 })).toBe(' · 12k tokens');
  });
});
