const views = new WeakMap<object, object>();

/** What Node gives an `import` of a CommonJS module that was compiled from another kind. */
export function nodeView(exported: object): object {
  // A true module, loaded by `require`, looks the same from both sides.
  if (Object.prototype.toString.call(exported) === '[object Module]') return exported;
  const known = views.get(exported);
  if (known !== undefined) return known;
  const view = Object.create(null) as object;
  for (const name of Object.keys(exported)) {
    if (name === 'default') continue;
    Object.defineProperty(view, name, {
      enumerable: true,
      get: () => (exported as Record<string, unknown>)[name],
    });
  }
  Object.defineProperty(view, '__esModule', { value: true });
  Object.defineProperty(view, 'default', { enumerable: true, value: exported });
  views.set(exported, view);
  return view;
}
