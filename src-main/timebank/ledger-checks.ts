/*
 * What a self-audit asks the database. A million entries would take longer to carry into JavaScript than to check, so
 * each question answers only the rows that are wrong. No trigger is trusted: these stand on the stored rows alone.
 */

export interface Check {
  /** Answers the rows that are wrong. */
  sql: string;
  problem(row: Record<string, string | number | null>): string | string[];
}

/** `canonicalText` of ledger.ts, spelt by SQLite. The audit compares with the program's own text when they differ. */
export const canonicalTextInSql = `json_array('fengqiao-ledger-1', prev_hash, seq, id, kind, served_on, recorded_at, text,
  source_class, sheet_line_id, occasion, hold_id, rule, inputs || '', entries || '', reverses_id, reason, late_reason, created_by)`;

/**
 * Numbers of transactions whose stored entries, spelt as `JSON.stringify` spells them, are not the promised text, or do not
 * sum to zero in each unit: with lots among them (their text says more), or wrong. One walk along two primary keys.
 */
export const doubtfulHeaders = `SELECT header.seq FROM (SELECT entry.transaction_seq AS seq, count(*) AS entries,
      '[' || group_concat('{"account":"' || entry.account_id || '","amount":' || entry.amount || '}', ',') || ']' AS spelt,
      sum(CASE account.unit WHEN 'minute' THEN entry.amount END) AS minutes,
      sum(CASE account.unit WHEN 'point' THEN entry.amount END) AS points
    FROM ledger_entries AS entry LEFT JOIN ledger_accounts AS account ON account.id = entry.account_id
    WHERE entry.transaction_seq > ?1 AND entry.transaction_seq <= ?2 GROUP BY entry.transaction_seq) AS stored
  CROSS JOIN ledger_transactions AS header ON header.seq = stored.seq
  WHERE stored.spelt <> header.entries OR stored.entries < 2 OR ifnull(stored.minutes, 0) <> 0 OR ifnull(stored.points, 0) <> 0
  UNION ALL SELECT header.seq FROM ledger_transactions AS header WHERE header.seq > ?1 AND header.seq <= ?2
    AND NOT EXISTS (SELECT 1 FROM ledger_entries WHERE transaction_seq = header.seq)`;

const these = 'header.seq IN (SELECT value FROM json_each(?))';
/** Minutes and points of a transaction apart: an account never holds both, and each must come to nothing. */
const sumOf = (unit: 'minute' | 'point') =>
  `ifnull((SELECT sum(entry.amount) FROM ledger_entries AS entry JOIN ledger_accounts AS account ON account.id = entry.account_id
    WHERE entry.transaction_seq = header.seq AND account.unit = '${unit}'), 0)`;

/** Asked of single transactions, by a JSON array of their numbers. */
export const headerChecks: readonly Check[] = [
  {
    sql: `SELECT header.seq, CASE WHEN json_valid(header.entries) THEN
          (SELECT count(*) || '/' || sum(json_extract(value, '$.amount')) FROM json_each(header.entries)) END AS promised,
        (SELECT count(*) || '/' || sum(amount) FROM ledger_entries WHERE transaction_seq = header.seq) AS stored
      FROM ledger_transactions AS header WHERE ${these} AND (
        ifnull(CASE WHEN json_valid(header.entries) THEN json_array_length(header.entries) END, 0) < 2
        OR (SELECT count(*) FROM ledger_entries WHERE transaction_seq = header.seq) <> json_array_length(header.entries)
        OR (SELECT sum(amount) FROM ledger_entries WHERE transaction_seq = header.seq) IS NOT 0)`,
    problem: ({ seq, promised, stored }) =>
      `ledger_transactions seq ${seq}: promises ${promised ?? 'unreadable'} entries/sum, ${stored ?? 'none'} are stored`,
  },
  {
    sql: `SELECT header.seq, ${sumOf('minute')} AS minutes, ${sumOf('point')} AS points
      FROM ledger_transactions AS header WHERE ${these} AND minutes = -points AND minutes <> 0`,
    problem: ({ seq, minutes, points }) =>
      `ledger_transactions seq ${seq}: its minutes sum to ${minutes}, its points to ${points}, both must be 0`,
  },
  {
    sql: `SELECT entry.transaction_seq AS seq, entry.position FROM ledger_transactions AS header
      CROSS JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
      WHERE ${these} AND CASE WHEN NOT json_valid(header.entries) THEN 1
        ELSE json_extract(header.entries, '$[' || entry.position || '].account') IS NOT entry.account_id
          OR json_extract(header.entries, '$[' || entry.position || '].amount') IS NOT entry.amount END`,
    problem: ({ seq, position }) => `ledger_entries ${seq}/${position}: is not what its transaction says`,
  },
];

/** Asked of a range of transactions, `> ? AND <= ?`. */
export const orderCheck: Check = {
  sql: `SELECT header.seq FROM ledger_transactions AS header JOIN ledger_transactions AS earlier ON earlier.seq = header.seq - 1
      WHERE header.seq > ? AND header.seq <= ? AND header.recorded_at < earlier.recorded_at`,
  problem: ({ seq }) => `ledger_transactions seq ${seq}: recorded before the transaction before it`,
};

/** Of a range too: with (account, account_seq) unique, each entry following the one before it proves the whole account. */
export const continuityCheck: Check = {
  sql: `SELECT entry.transaction_seq AS seq, entry.position, entry.balance_after AS stored, account.floor AS floor,
        ifnull(earlier.balance_after, 0) + entry.amount AS computed, account.id IS NULL OR entry.balance_after < account.floor AS below,
        entry.balance_after <> ifnull(earlier.balance_after, 0) + entry.amount
          OR (earlier.account_seq IS NULL) <> (entry.account_seq = 1) OR ifnull(earlier.transaction_seq >= entry.transaction_seq, 0) AS broken
      FROM ledger_entries AS entry
      LEFT JOIN ledger_entries AS earlier ON earlier.account_id = entry.account_id AND earlier.account_seq = entry.account_seq - 1
      LEFT JOIN ledger_accounts AS account ON account.id = entry.account_id
      WHERE entry.transaction_seq > ? AND entry.transaction_seq <= ? AND (broken OR below)`,
  problem: ({ seq, position, stored, computed, broken, floor }) =>
    broken === 1
      ? `ledger_entries ${seq}/${position}: does not continue its account, balance ${stored}, recomputed ${computed}`
      : `ledger_entries ${seq}/${position}: balance ${stored} is below ${floor ?? 'what an account that does not exist may have'}`,
};

/** Points by lots, and reservations: what was opened, taken and promised agrees with the transactions that did it. */
export const lotChecks: readonly Check[] = [
  {
    sql: `SELECT header.seq FROM ledger_transactions AS header
      WHERE header.entries GLOB '*"opens"*' OR header.entries GLOB '*"lots"*' GROUP BY header.seq
      HAVING CASE WHEN NOT json_valid(header.entries) THEN 1 ELSE
        (SELECT count(*) FROM json_each(header.entries) AS entry, json_each(entry.value, '$.opens'))
          <> (SELECT count(*) FROM ledger_lots WHERE transaction_seq = header.seq)
        OR (SELECT count(*) FROM json_each(header.entries) AS entry, json_each(entry.value, '$.lots'))
          <> (SELECT count(*) FROM ledger_lot_uses WHERE transaction_seq = header.seq) END`,
    problem: ({ seq }) => `ledger_transactions seq ${seq}: its lots are not all there`,
  },
  {
    sql: `SELECT lot.id FROM ledger_lots AS lot LEFT JOIN ledger_transactions AS header ON header.seq = lot.transaction_seq
      WHERE header.seq IS NULL OR NOT json_valid(header.entries) OR NOT EXISTS (
        SELECT 1 FROM json_each(header.entries) AS entry, json_each(entry.value, '$.opens') AS opened
        WHERE lot.id = header.seq || '-' || entry.key || '-' || opened.key
          AND json_extract(entry.value, '$.account') = lot.account_id
          AND json_extract(opened.value, '$[0]') = lot.amount AND json_extract(opened.value, '$[1]') IS lot.expires_on)`,
    problem: ({ id }) => `ledger_lots ${id}: is not what its transaction opened`,
  },
  {
    sql: `SELECT use.lot_id, use.use_seq FROM ledger_lot_uses AS use
      LEFT JOIN ledger_lots AS lot ON lot.id = use.lot_id
      LEFT JOIN ledger_lot_uses AS earlier ON earlier.lot_id = use.lot_id AND earlier.use_seq = use.use_seq - 1
      LEFT JOIN ledger_transactions AS header ON header.seq = use.transaction_seq
      WHERE lot.id IS NULL OR (earlier.lot_id IS NULL) <> (use.use_seq = 1)
        OR use.used_after <> ifnull(earlier.used_after, 0) + use.amount OR use.used_after NOT BETWEEN 0 AND lot.amount
        OR header.seq IS NULL OR NOT json_valid(header.entries) OR NOT EXISTS (
          SELECT 1 FROM json_each(header.entries) AS entry, json_each(entry.value, '$.lots') AS taken
          WHERE json_extract(taken.value, '$[0]') = use.lot_id AND json_extract(taken.value, '$[1]') = use.amount)`,
    problem: ({ lot_id, use_seq }) => `ledger_lot_uses ${lot_id}/${use_seq}: does not continue its lot`,
  },
  {
    sql: `SELECT account.code, ifnull((SELECT balance_after FROM ledger_entries WHERE account_id = account.id
          ORDER BY account_seq DESC LIMIT 1), 0) AS balance,
        ifnull((SELECT sum(lot.amount - ifnull((SELECT used_after FROM ledger_lot_uses WHERE lot_id = lot.id
          ORDER BY use_seq DESC LIMIT 1), 0)) FROM ledger_lots AS lot WHERE lot.account_id = account.id), 0) AS inLots
      FROM ledger_accounts AS account WHERE account.kind = 'member' AND account.unit = 'point' AND balance <> inLots`,
    problem: ({ code, balance, inLots }) =>
      `ledger_accounts ${code}: balance ${balance}, its lots hold ${inLots}`,
  },
  {
    sql: `SELECT hold.id FROM ledger_holds AS hold LEFT JOIN ledger_transactions AS header ON header.hold_id = hold.id
      WHERE (hold.state = 'posted') <> (header.id IS NOT NULL) OR hold.transaction_id IS NOT header.id
        OR (hold.state = 'held') <> (hold.resolved_at IS NULL)
        OR (header.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_entries AS entry WHERE entry.transaction_seq = header.seq
          AND entry.account_id = hold.account_id AND entry.amount < 0 AND -entry.amount <= hold.amount))`,
    problem: ({ id }) => `ledger_holds ${id}: does not agree with the transaction that posted it`,
  },
  {
    sql: `SELECT account.code, sum(hold.amount) AS held, ifnull((SELECT balance_after FROM ledger_entries
          WHERE account_id = account.id ORDER BY account_seq DESC LIMIT 1), 0) AS balance
      FROM ledger_holds AS hold JOIN ledger_accounts AS account ON account.id = hold.account_id
      WHERE hold.state = 'held' GROUP BY account.id HAVING held > balance`,
    problem: ({ code, held, balance }) =>
      `ledger_holds of ${code}: ${held} reserved of a balance of ${balance}`,
  },
];
