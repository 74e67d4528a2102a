/** What texts with checks call in the place of an expression; see `worker/infections.ts`. */
export const SAME = '__credenceSame';
/** What they look with before they read; see `worker/guards.ts`. */
export const GUARDS = '__credenceGuards';
