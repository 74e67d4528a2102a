import { render } from 'lit';

/**
 * Draws into a page. What stood there before its script was loaded goes with the first drawing, and the page is no longer
 * busy for those who have it read to them.
 */
export function draw(template: unknown, root: HTMLElement): void {
  if (root.hasAttribute('aria-busy')) {
    root.removeAttribute('aria-busy');
    root.replaceChildren();
  }
  render(template, root);
}
