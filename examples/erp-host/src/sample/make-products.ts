import type { SeededRandom } from '@crmkit/core/testing';
import type { ProductRow } from './sample-rows.js';

interface Category {
  readonly name: string;
  readonly code: string;
  readonly unit: string;
  /** Price range in TWD. */
  readonly low: number;
  readonly high: number;
  readonly items: readonly string[];
  readonly variants: readonly string[];
}

const categories: readonly Category[] = [
  {
    name: '茶葉 Tea',
    code: 'TEA',
    unit: 'box',
    low: 180,
    high: 2400,
    items: ['烏龍茶', '紅茶', 'Green Tea', 'Jasmine Tea', '普洱茶'],
    variants: ['100 g', '250 g', '500 g'],
  },
  {
    name: '咖啡 Coffee',
    code: 'COF',
    unit: 'kg',
    low: 350,
    high: 1900,
    items: ['House Blend', 'Espresso', '日曬豆', 'Decaf', '水洗豆'],
    variants: ['light', 'medium', 'dark'],
  },
  {
    name: '器具 Equipment',
    code: 'EQP',
    unit: 'pcs',
    low: 450,
    high: 68_000,
    items: ['磨豆機', 'Kettle', '手沖壺', 'Espresso Machine', '電子秤'],
    variants: ['home', 'pro'],
  },
  {
    name: '杯具 Ware',
    code: 'WAR',
    unit: 'pcs',
    low: 90,
    high: 1600,
    items: ['馬克杯', 'Tumbler', '茶杯組', 'Glass Server'],
    variants: ['S', 'M', 'L'],
  },
  {
    name: '包材 Packaging',
    code: 'PAC',
    unit: 'carton',
    low: 220,
    high: 3200,
    items: ['紙杯', 'Paper Bag', '濾紙', 'Lid'],
    variants: ['500', '1000', '2000'],
  },
  {
    name: '點心 Snacks',
    code: 'SNK',
    unit: 'box',
    low: 80,
    high: 900,
    items: ['鳳梨酥', 'Biscotti', '堅果', 'Chocolate'],
    variants: ['6', '12', '24'],
  },
];

/** Makes the product list: every item of every category in its variants; one in twelve is no longer sold. */
export function makeProducts(random: SeededRandom): readonly ProductRow[] {
  return categories.flatMap((category) =>
    category.items.flatMap((item, index) => {
      const base = random.integer(category.low, category.high);
      return category.variants.map(
        (variant, step): ProductRow => ({
          product_no: `${category.code}-${String(index + 1).padStart(2, '0')}${step + 1}`,
          name: `${item} ${variant}`,
          category: category.name,
          unit: category.unit,
          list_price: `${base + Math.round(base * 0.8 * step)}.00`,
          currency: 'TWD',
          discontinued: random.chance(1 / 12),
        }),
      );
    }),
  );
}
