import { commonest, credenceAfter, planFrom } from './credence.ts';
import { chancesAfter, type Outlook, type Sample } from './outlook.ts';
import { chanceOfAny, valueOfDrawing } from './stopping.ts';

export type Choice =
  /** `credence`: that one of the samples left passes. */
  | { readonly kind: 'draw'; readonly credence: number; readonly value: number }
  /** `credence`: that the sample is right. */
  | { readonly kind: 'submit'; readonly sample: number; readonly credence: number }
  /** `credence`: that one of the samples left would pass. */
  | { readonly kind: 'stop'; readonly credence: number };

/** What to do after these samples. */
export function choose(outlook: Outlook, samples: readonly Sample[]): Choice {
  const { cap, check, price } = outlook.terms;
  const left = Math.max(0, cap - samples.length);
  const any = (): number => chanceOfAny(chancesAfter(outlook, outlook.rate, samples, left));
  if (check.certain) {
    const first = samples.findIndex((sample) => sample.passed);
    if (first !== -1) return { kind: 'submit', sample: first, credence: 1 };
    const value = valueOfDrawing(chancesAfter(outlook, outlook.hopeful, samples, left), price, 1);
    return value > 0 ? { kind: 'draw', credence: any(), value } : { kind: 'stop', credence: any() };
  }
  const plan = planFrom(outlook, samples, left, check.wrong);
  if (left > 0 && plan.draw > plan.stop) return { kind: 'draw', credence: any(), value: plan.draw };
  const best = commonest(samples);
  if (best === undefined || plan.stop <= 0) return { kind: 'stop', credence: any() };
  return { kind: 'submit', sample: best, credence: credenceAfter(outlook, samples) };
}

/** Chance that the next sample passes, hopeful as in `choose`: for a caller who weighs it against other ways. */
export function chanceOfNextSample(outlook: Outlook, samples: readonly Sample[]): number {
  return chancesAfter(outlook, outlook.hopeful, samples, 1)[0] ?? 0;
}
