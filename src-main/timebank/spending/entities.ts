import { EntitySchema } from 'typeorm';
import type { orderStates, payUnits } from '../../contract/timebank/spending.ts';
import { integer, integerOrNull, key, numberKey, text, textOrNull } from '../../platform/database/columns.ts';

/** Something of a partner that coins or points can be spent on; prices for one piece, `null`: not for this unit. */
export interface GoodsRow {
  id: string;
  version: number;
  name: string;
  partner: string;
  unit_name: string;
  minutes_price: number | null;
  points_price: number | null;
  active: number;
  created_at: string;
  updated_at: string;
}

export const Goods = new EntitySchema<GoodsRow>({
  name: 'goods',
  columns: {
    id: key,
    version: integer,
    name: text,
    partner: text,
    unit_name: text,
    minutes_price: integerOrNull,
    points_price: integerOrNull,
    active: integer,
    created_at: text,
    updated_at: text,
  },
});

/** What went into stock or out of it; `stock_after` of the last one is what is there. */
export interface GoodsMovementRow {
  goods_id: string;
  seq: number;
  quantity: number;
  stock_after: number;
  order_id: string | null;
  reason: string;
  moved_by: string;
  moved_at: string;
}

export const GoodsMovements = new EntitySchema<GoodsMovementRow>({
  name: 'goods_movements',
  columns: {
    goods_id: key,
    seq: numberKey,
    quantity: integer,
    stock_after: integer,
    order_id: textOrNull,
    reason: text,
    moved_by: text,
    moved_at: text,
  },
});

/** Goods reserved for a member, and what became of it. */
export interface OrderRow {
  id: string;
  version: number;
  number: string;
  /** Six digits on the voucher, asked for when it is redeemed. */
  code: string;
  member_id: string;
  goods_id: string;
  quantity: number;
  unit: (typeof payUnits)[number];
  /** Minutes or points in all. */
  amount: number;
  state: (typeof orderStates)[number];
  expires_on: string;
  reason: string;
  document_id: string | null;
  transaction_id: string | null;
  placed_by: string;
  placed_at: string;
  updated_at: string;
}

export const Orders = new EntitySchema<OrderRow>({
  name: 'orders',
  columns: {
    id: key,
    version: integer,
    number: text,
    code: text,
    member_id: text,
    goods_id: text,
    quantity: integer,
    unit: text,
    amount: integer,
    state: text,
    expires_on: text,
    reason: text,
    document_id: textOrNull,
    transaction_id: textOrNull,
    placed_by: text,
    placed_at: text,
    updated_at: text,
  },
});
