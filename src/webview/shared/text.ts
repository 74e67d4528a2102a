/** Translations by the English text; empty in English. */
let translations: Readonly<Record<string, string>> = {};

/** Takes what the host translated; called once, before anything is drawn. */
export function useTranslations(given: Readonly<Record<string, string>>): void {
  translations = given;
}

/** A text of the page in the person's language; `{0}`, `{1}` … stand for the values, of numbers with their digits grouped. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return (translations[text] ?? text).replace(/\{(\d+)\}/g, (whole, index) =>
    (values[Number(index)] ?? whole).toLocaleString(),
  );
}

/** The same for a number of things: `one` where there is one, else `many`; `{0}` is the number. */
export function count(n: number, one: string, many: string): string {
  return t(n === 1 ? one : many, n);
}
