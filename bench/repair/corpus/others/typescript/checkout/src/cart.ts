import { lineTotal, taxRateOf, type Line, type Product, type Region } from './catalog.ts';
import { bestCoupon, discountOf, eligibleAmounts, type Coupon } from './coupons.ts';
import { allocate, portion, type Cents } from './money.ts';

export interface Quote {
  subtotal: Cents;
  discount: Cents;
  coupon?: string;
  tax: Cents;
  shipping: Cents;
  total: Cents;
}

export class Cart {
  private readonly items: Line[] = [];
  private readonly coupons: Coupon[] = [];

  /** Adds a product; more of the same product joins its line. */
  add(product: Product, quantity = 1): this {
    if (!Number.isInteger(quantity) || quantity < 1) throw new RangeError('quantity must be positive');
    const line = this.items.find((item) => item.product.sku === product.sku);
    if (line) line.quantity += quantity;
    else this.items.push({ product, quantity });
    return this;
  }

  /** Removes some of a product, or its whole line when no quantity is given. */
  remove(sku: string, quantity = Infinity): this {
    const index = this.items.findIndex((item) => item.product.sku === sku);
    if (index === -1) return this;
    const line = this.items[index];
    if (line.quantity <= quantity) this.items.splice(index, 1);
    else line.quantity -= quantity;
    return this;
  }

  apply(coupon: Coupon): this {
    this.coupons.push(coupon);
    return this;
  }

  get lines(): readonly Line[] {
    return this.items;
  }

  quote(region: Region): Quote {
    const subtotal = this.items.reduce((sum, line) => sum + lineTotal(line), 0);
    const coupon = bestCoupon(this.coupons, this.items);
    const discount = coupon ? discountOf(coupon, this.items) : 0;
    const shares = allocate(discount, eligibleAmounts(this.items));
    const tax = this.items.reduce(
      (sum, line, i) => sum + portion(lineTotal(line) - shares[i], taxRateOf(line.product, region)),
      0,
    );
    const goods = subtotal - discount;
    const shipping = shippingFor(goods, region);
    return { subtotal, discount, coupon: coupon?.code, tax, shipping, total: goods + tax + shipping };
  }
}

function shippingFor(goods: Cents, region: Region): Cents {
  return goods === 0 || goods >= region.freeShippingFrom ? 0 : region.shippingFee;
}
