import { neverChanged, refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * The counter: goods of partners, what comes in and goes out of stock, and orders with their vouchers. Stock is a chain
 * of movements that never falls below zero; an order is redeemed once, and only with a booking of its own.
 */
const counter = [
  `CREATE TABLE goods (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    partner TEXT NOT NULL CHECK (partner <> ''),
    unit_name TEXT NOT NULL CHECK (unit_name <> ''),
    minutes_price INTEGER CHECK (minutes_price > 0),
    points_price INTEGER CHECK (points_price > 0),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK (minutes_price IS NOT NULL OR points_price IS NOT NULL)
  ) STRICT`,
  'CREATE INDEX goods_name ON goods (name, id)',
  `CREATE TRIGGER goods_no_delete BEFORE DELETE ON goods BEGIN SELECT RAISE(ABORT, 'record.inUse'); END`,

  `CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    code TEXT NOT NULL CHECK (length(code) >= 6),
    member_id TEXT NOT NULL REFERENCES members (id),
    goods_id TEXT NOT NULL REFERENCES goods (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    unit TEXT NOT NULL CHECK (unit IN ('minute', 'point')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    state TEXT NOT NULL CHECK (state IN ('reserved', 'redeemed', 'cancelled', 'returned')),
    expires_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    document_id TEXT REFERENCES documents (id),
    transaction_id TEXT UNIQUE REFERENCES ledger_transactions (id),
    placed_by TEXT NOT NULL REFERENCES users (id),
    placed_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK ((state IN ('redeemed', 'returned')) = (transaction_id IS NOT NULL)),
    CHECK (state NOT IN ('cancelled', 'returned') OR reason <> '')
  ) STRICT`,
  'CREATE INDEX orders_recent ON orders (placed_at DESC, id DESC)',
  'CREATE INDEX orders_member ON orders (member_id, placed_at)',
  'CREATE INDEX orders_goods ON orders (goods_id)',
  'CREATE INDEX orders_document ON orders (document_id)',
  `CREATE TRIGGER orders_no_delete BEFORE DELETE ON orders BEGIN SELECT RAISE(ABORT, 'order.stageForbids'); END`,
  `CREATE TRIGGER orders_check BEFORE INSERT ON orders BEGIN
    ${refuse('order.stageForbids', `NEW.state IS NOT 'reserved' OR EXISTS (SELECT 1 FROM orders WHERE id = NEW.id OR number = NEW.number)`)}
  END`,
  `CREATE TRIGGER orders_steps BEFORE UPDATE ON orders BEGIN
    ${refuse(
      'order.stageForbids',
      ['id', 'number', 'code', 'member_id', 'goods_id', 'quantity', 'unit', 'amount']
        .map((column) => `NEW.${column} IS NOT OLD.${column}`)
        .join(' OR '),
    )}
    ${refuse(
      'order.stageForbids',
      `NEW.state <> OLD.state
        AND OLD.state || '>' || NEW.state NOT IN ('reserved>redeemed', 'reserved>cancelled', 'redeemed>returned')`,
    )}
    ${refuse(
      'order.notBooked',
      `NEW.state = 'redeemed' AND NOT EXISTS (SELECT 1 FROM ledger_transactions
        WHERE id = NEW.transaction_id AND occasion = 'order:' || NEW.id)`,
    )}
    ${refuse(
      'order.notBooked',
      `NEW.state = 'returned' AND NOT EXISTS (SELECT 1 FROM ledger_transactions WHERE reverses_id = NEW.transaction_id)`,
    )}
    ${refuse(
      'order.notBooked',
      `NEW.state = 'cancelled' AND EXISTS (SELECT 1 FROM ledger_holds
        WHERE purpose = 'order' AND purpose_id = NEW.id AND state = 'held')`,
    )}
  END`,

  `CREATE TABLE goods_movements (
    goods_id TEXT NOT NULL REFERENCES goods (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    stock_after INTEGER NOT NULL CHECK (stock_after >= 0),
    order_id TEXT REFERENCES orders (id),
    reason TEXT NOT NULL,
    moved_by TEXT NOT NULL REFERENCES users (id),
    moved_at TEXT NOT NULL,
    PRIMARY KEY (goods_id, seq)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX goods_movements_order ON goods_movements (order_id) WHERE order_id IS NOT NULL',
  ...neverChanged('goods_movements', 'goods.appendOnly'),
  `CREATE TRIGGER goods_movements_check BEFORE INSERT ON goods_movements BEGIN
    ${refuse('goods.outOfStock', 'NEW.stock_after < 0')}
    ${refuse(
      'goods.appendOnly',
      `NEW.seq IS NOT ifnull((SELECT max(seq) FROM goods_movements WHERE goods_id = NEW.goods_id), 0) + 1
        OR NEW.stock_after IS NOT NEW.quantity + ifnull((SELECT stock_after FROM goods_movements
          WHERE goods_id = NEW.goods_id ORDER BY seq DESC LIMIT 1), 0)`,
    )}
  END`,
];

/** The redemption counter: goods, stock, orders. */
export const timebankSpending0013: Migration = { name: '0013-timebank-spending', statements: counter };
