/** What was spent, for a line that has little room: dollars where there are some, else tokens; empty for nothing. */
export function moneyText({
  dollars,
  tokens,
}: {
  readonly dollars: number;
  readonly tokens: number;
}): string {
  if (dollars >= 0.005) return ` · $${dollars.toFixed(2)}`;
  if (dollars > 0) return ' · <$0.01';
  if (tokens >= 1000) return ` · ${Math.round(tokens / 1000)}k tokens`;
  return tokens > 0 ? ` · ${tokens} tokens` : '';
}
