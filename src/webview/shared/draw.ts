import { render } from 'lit';

/**
 * Draws into a page. What stood there before its script was loaded goes with the first drawing, but for what a person
 * typed there and where the keyboard is; and the page is no longer busy for those who have it read to them.
 */
export function draw(template: unknown, root: HTMLElement): void {
  if (root.hasAttribute('aria-busy')) {
    root.removeAttribute('aria-busy');
    const { button, box } = usedBefore(root);
    root.replaceChildren();
    render(template, root);
    root.querySelector<HTMLElement>(`vscode-button[data-says="${button}"]`)?.focus();
    const now = root.querySelector('textarea');
    if (now === null || box === undefined) return;
    now.value = box.value;
    if (!box.hasFocus) return;
    now.focus();
    now.setSelectionRange(box.start, box.end);
    return;
  }
  render(template, root);
}

/** Which button has the keyboard, by what it says, and what is in the box. */
function usedBefore(root: HTMLElement): {
  readonly button: string;
  readonly box?: {
    readonly value: string;
    readonly hasFocus: boolean;
    readonly start: number;
    readonly end: number;
  };
} {
  const { activeElement } = document;
  const button = activeElement?.getAttribute('data-says') ?? '';
  const box = root.querySelector('textarea');
  if (box === null) return { button };
  const { value, selectionStart: start, selectionEnd: end } = box;
  return { button, box: { value, hasFocus: activeElement === box, start, end } };
}
