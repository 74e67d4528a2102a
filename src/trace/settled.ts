/**
 * What a person decided of a patch: taken whole, a part of it, or another one that passes; turned down; answered, where it
 * came with a question; or left, when the next one took its place.
 */
export const SETTLED = ['accepted', 'in-part', 'another', 'discarded', 'answered', 'left'] as const;

export type Settled = (typeof SETTLED)[number];
