/** From this amount on, an order is sent for free. */
export const FREE_FROM = 50;

/** What sending an order costs. An order of `FREE_FROM` or more is sent for free. */
export function shipping(total) {
  if (total < 0) throw new RangeError('a total cannot be negative');
  return total > FREE_FROM ? 0 : 4.9;
}

/** What the customer pays: the total, less a discount in percent, and shipping. */
export function toPay(total, discount = 0) {
  const reduced = total - (total * discount) / 100;
  return Math.round((reduced + shipping(reduced)) * 100) / 100;
}
