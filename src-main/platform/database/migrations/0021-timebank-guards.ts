import { refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * Hours that nobody booked. Each row of the permanent record stands on one transaction of the ledger, whose hash seals
 * what was served: of the same line of a sheet or the same occasion, which are unique, and of the same dates and minutes.
 * What a cap or a group leaves of coins goes to a pool and is a transaction too, and a service that is worth nothing by any
 * rule is refused, not recorded. One path has none: when doubles of one person are merged, each service is taken back from
 * the one (a row with `reverses_id`) and given to the other in the same breath; hours only change hands there, so a
 * row without a transaction must be announced in `hours_moves` (0016), minute for minute.
 */
const serviceRecords = [
  `CREATE TRIGGER service_records_booked BEFORE INSERT ON service_records WHEN NEW.transaction_id IS NOT NULL BEGIN
    ${refuse(
      'hours.notBooked',
      `NOT EXISTS (SELECT 1 FROM ledger_transactions AS header WHERE header.id = NEW.transaction_id
        AND header.served_on = NEW.served_on AND header.recorded_at = NEW.recorded_at)`,
    )}
    ${refuse(
      'hours.notBooked',
      `NEW.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM ledger_transactions AS header WHERE header.id = NEW.transaction_id
        AND header.kind IN ('credit', 'service') AND header.sheet_line_id IS NEW.sheet_line_id AND header.occasion IS NEW.occasion
        AND (NEW.sheet_line_id IS NOT NULL OR NEW.occasion IS NOT NULL)
        AND ifnull(json_extract(header.inputs, '$.servedMinutes'), NEW.minutes) = NEW.minutes)`,
    )}
    ${refuse(
      'hours.notBooked',
      `NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM service_records AS original
        JOIN ledger_transactions AS header ON header.reverses_id = ifnull(original.transaction_id,
          (SELECT root.transaction_id FROM hours_moves AS move JOIN service_records AS root ON root.id = move.root_id
           WHERE move.record_id = original.id))
        WHERE original.id = NEW.reverses_id AND header.id = NEW.transaction_id)`,
    )}
  END`,
  // What a merge writes is announced in `hours_moves`, and 0016 checks every word of it.
  `CREATE TRIGGER service_records_unannounced BEFORE INSERT ON service_records
    WHEN NEW.transaction_id IS NULL BEGIN
    ${refuse('hours.notBooked', 'NOT EXISTS (SELECT 1 FROM hours_moves WHERE record_id = NEW.id OR taken_id = NEW.id)')}
  END`,
];

/*
 * Lots of points with a last day and something left, found by that day: the workbench asks at every look, and what expired
 * years ago and is gone must not be walked through again. Kept by the database alone, a row exactly as long as its lot
 * is open: no statement can add, lose or change one.
 */
const left = (lot: string) =>
  `${lot}.amount - ifnull((SELECT used_after FROM ledger_lot_uses WHERE lot_id = ${lot}.id ORDER BY use_seq DESC LIMIT 1), 0)`;
const openLots = [
  `CREATE TABLE ledger_open_lots (
    lot_id TEXT PRIMARY KEY REFERENCES ledger_lots (id),
    expires_on TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO ledger_open_lots SELECT id, expires_on FROM ledger_lots AS lot WHERE expires_on IS NOT NULL AND ${left('lot')} > 0`,
  'CREATE INDEX ledger_open_lots_expiry ON ledger_open_lots (expires_on)',
  `CREATE TRIGGER ledger_open_lots_check BEFORE INSERT ON ledger_open_lots BEGIN
    ${refuse(
      'ledger.lotBroken',
      `NOT EXISTS (SELECT 1 FROM ledger_lots AS lot WHERE lot.id = NEW.lot_id AND lot.expires_on = NEW.expires_on AND ${left('lot')} > 0)`,
    )}
  END`,
  `CREATE TRIGGER ledger_open_lots_no_update BEFORE UPDATE ON ledger_open_lots
   BEGIN SELECT RAISE(ABORT, 'ledger.appendOnly'); END`,
  `CREATE TRIGGER ledger_open_lots_kept BEFORE DELETE ON ledger_open_lots BEGIN
    ${refuse(
      'ledger.appendOnly',
      `EXISTS (SELECT 1 FROM ledger_lots AS lot WHERE lot.id = OLD.lot_id AND ${left('lot')} > 0)`,
    )}
  END`,
  `CREATE TRIGGER ledger_lots_opened AFTER INSERT ON ledger_lots WHEN NEW.expires_on IS NOT NULL BEGIN
    INSERT INTO ledger_open_lots (lot_id, expires_on) VALUES (NEW.id, NEW.expires_on);
  END`,
  `CREATE TRIGGER ledger_lot_uses_opened AFTER INSERT ON ledger_lot_uses BEGIN
    DELETE FROM ledger_open_lots WHERE lot_id = NEW.lot_id AND NEW.used_after = (SELECT amount FROM ledger_lots WHERE id = NEW.lot_id);
    INSERT INTO ledger_open_lots (lot_id, expires_on) SELECT id, expires_on FROM ledger_lots
    WHERE id = NEW.lot_id AND expires_on IS NOT NULL AND amount > NEW.used_after
      AND NOT EXISTS (SELECT 1 FROM ledger_open_lots WHERE lot_id = NEW.lot_id);
  END`,
];

/** What the time bank’s database refuses besides, and finds faster: from a review of what it still accepted. */
export const timebankGuards0021: Migration = {
  name: '0021-timebank-guards',
  statements: [...serviceRecords, ...openLots],
};
