import type { Cents } from './money.ts';

export interface Product {
  sku: string;
  price: Cents;
  /** Replaces the region's rate; 0 for goods that are not taxed. */
  taxRate?: number;
  /** Gift cards and the like are never discounted. */
  discountable: boolean;
}

export interface Line {
  product: Product;
  quantity: number;
}

export interface Region {
  taxRate: number;
  shippingFee: Cents;
  /** Goods worth this much after discounts, or more, ship for nothing. */
  freeShippingFrom: Cents;
}

export function lineTotal(line: Line): Cents {
  return line.product.price * line.quantity;
}

export function taxRateOf(product: Product, region: Region): number {
  return product.taxRate ?? region.taxRate;
}
