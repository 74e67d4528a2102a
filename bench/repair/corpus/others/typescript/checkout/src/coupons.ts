import { lineTotal, type Line } from './catalog.ts';
import { portion, type Cents } from './money.ts';

export type Coupon =
  | { code: string; kind: 'percent'; percent: number; minSpend?: Cents }
  | { code: string; kind: 'fixed'; amount: Cents; minSpend?: Cents };

/** What each line is worth to a coupon: nothing where the product is not discountable. */
export function eligibleAmounts(lines: Line[]): Cents[] {
  return lines.map((line) => (line.product.discountable ? lineTotal(line) : 0));
}

/**
 * The cents a coupon takes off. Its minimum spend looks at the whole cart, the
 * discount itself only at eligible lines, and it never exceeds what those cost.
 */
export function discountOf(coupon: Coupon, lines: Line[]): Cents {
  const spend = lines.reduce((sum, line) => sum + lineTotal(line), 0);
  if (coupon.minSpend !== undefined && spend < coupon.minSpend) return 0;
  const eligible = eligibleAmounts(lines).reduce((a, b) => a + b, 0);
  switch (coupon.kind) {
    case 'percent':
      return portion(eligible, coupon.percent / 100);
    case 'fixed':
      return Math.min(coupon.amount, eligible);
  }
}

/** The coupon that saves most, the first of equals; undefined when none saves anything. */
export function bestCoupon(coupons: Coupon[], lines: Line[]): Coupon | undefined {
  let best: Coupon | undefined;
  let saved = 0;
  for (const coupon of coupons) {
    const discount = discountOf(coupon, lines);
    if (discount > saved) {
      best = coupon;
      saved = discount;
    }
  }
  return best;
}
