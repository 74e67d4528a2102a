import { copySample, type Sample } from '../../../scripts/vscode/sample.ts';

export const PRICE = 'src/price.ts';

/** The line and column (1-based) of the misspelt word in `src/price.ts`. */
export const MISSPELT = { line: 13, column: 33 };

/** The sample with a property's name misspelt in `src/price.ts`: one type error, and the price tests fail. */
export function misspeltSample(encode: (text: string) => string = (text) => text): Sample {
  const sample = copySample('booking');
  sample.write(PRICE, encode(sample.read(PRICE).replace('room.hourly', 'room.hourlly')));
  return sample;
}

/** As some Windows editors write it: a byte-order mark, and carriage returns. */
export function windowsText(text: string): string {
  return `\uFEFF${text.replaceAll('\n', '\r\n')}`;
}
