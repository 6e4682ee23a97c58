/*
 * What a self-audit asks the database. A million entries would take longer to carry into JavaScript than to check, so
 * each question answers only the rows that are wrong. No trigger is trusted: these stand on the stored rows alone.
 */

export interface Check {
  /** Answers the rows that are wrong; entry checks take the range of transactions `> ? AND <= ?`. */
  sql: string;
  problem(row: Record<string, string | number | null>): string;
}

/** `canonicalText` of ledger.ts, spelt by SQLite. The audit compares with the program's own text when they differ. */
export const canonicalTextInSql = `json_array('fengqiao-ledger-1', prev_hash, seq, id, kind, served_on, recorded_at, text,
  source_class, sheet_line_id, rule, inputs || '', entries || '', reverses_id, reason, created_by)`;

const range = 'header.seq > ? AND header.seq <= ?';

export const entryChecks: readonly Check[] = [
  {
    sql: `SELECT header.seq, CASE WHEN json_valid(header.entries) THEN
          (SELECT count(*) || '/' || sum(json_extract(value, '$.minutes')) FROM json_each(header.entries)) END AS promised,
        (SELECT count(*) || '/' || sum(minutes) FROM ledger_entries WHERE transaction_seq = header.seq) AS stored
      FROM ledger_transactions AS header WHERE ${range} AND (promised IS NOT stored OR promised NOT GLOB '[2-9]*/0')`,
    problem: ({ seq, promised, stored }) =>
      `ledger_transactions seq ${seq}: promises ${promised ?? 'unreadable'} entries/sum, ${stored ?? 'none'} are stored`,
  },
  {
    sql: `SELECT header.seq FROM ledger_transactions AS header JOIN ledger_transactions AS earlier ON earlier.seq = header.seq - 1
      WHERE ${range} AND header.recorded_at < earlier.recorded_at`,
    problem: ({ seq }) => `ledger_transactions seq ${seq}: recorded before the transaction before it`,
  },
  {
    sql: `SELECT entry.transaction_seq AS seq, entry.position FROM ledger_transactions AS header
      CROSS JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
      WHERE ${range} AND CASE WHEN NOT json_valid(header.entries) THEN 1
        ELSE json_extract(header.entries, '$[' || entry.position || '].account') IS NOT entry.account_id
          OR json_extract(header.entries, '$[' || entry.position || '].minutes') IS NOT entry.minutes END`,
    problem: ({ seq, position }) => `ledger_entries ${seq}/${position}: is not what its transaction says`,
  },
  {
    // With (account, account_seq) unique, each entry following the one before it proves the whole account.
    sql: `SELECT entry.transaction_seq AS seq, entry.position, entry.balance_after AS stored,
        ifnull(earlier.balance_after, 0) + entry.minutes AS computed
      FROM ledger_entries AS entry
      LEFT JOIN ledger_entries AS earlier ON earlier.account_id = entry.account_id AND earlier.account_seq = entry.account_seq - 1
      WHERE entry.transaction_seq > ? AND entry.transaction_seq <= ?
        AND (stored <> computed OR (earlier.account_seq IS NULL) <> (entry.account_seq = 1)
          OR earlier.transaction_seq >= entry.transaction_seq)`,
    problem: ({ seq, position, stored, computed }) =>
      `ledger_entries ${seq}/${position}: does not continue its account, balance ${stored}, recomputed ${computed}`,
  },
  {
    sql: `SELECT entry.transaction_seq AS seq, entry.position, entry.balance_after AS balance, account.floor_minutes AS floor
      FROM ledger_entries AS entry LEFT JOIN ledger_accounts AS account ON account.id = entry.account_id
      WHERE entry.transaction_seq > ? AND entry.transaction_seq <= ? AND (account.id IS NULL OR entry.balance_after < account.floor_minutes)`,
    problem: ({ seq, position, balance, floor }) =>
      `ledger_entries ${seq}/${position}: balance ${balance} is below ${floor ?? 'what an account that does not exist may have'}`,
  },
];

/** The permanent record against the ledger: each credited line once, reversed exactly when its credit was. */
export const hoursChecks: readonly Check[] = [
  {
    sql: `SELECT record.id FROM service_records AS record
      LEFT JOIN ledger_transactions AS header ON header.id = record.transaction_id
      LEFT JOIN service_records AS original ON original.id = record.reverses_id
      WHERE record.transaction_id IS NOT NULL AND (header.id IS NULL
        OR (record.reverses_id IS NULL AND record.sheet_line_id IS NOT header.sheet_line_id)
        OR (record.reverses_id IS NOT NULL
          AND (original.minutes IS NOT -record.minutes OR header.reverses_id IS NOT original.transaction_id)))`,
    problem: ({ id }) => `service_records ${id}: does not agree with its transaction`,
  },
  {
    sql: `SELECT record.id FROM service_records AS record
      JOIN sheet_lines AS line ON line.id = record.sheet_line_id JOIN sheets ON sheets.id = line.sheet_id
      WHERE record.minutes <> line.minutes OR record.member_id <> line.member_id OR record.served_on <> sheets.served_on`,
    problem: ({ id }) => `service_records ${id}: does not agree with its line of the sign-in sheet`,
  },
  {
    sql: `SELECT header.seq FROM ledger_transactions AS header
      LEFT JOIN service_records AS record ON record.transaction_id = header.id
      LEFT JOIN ledger_transactions AS original ON original.id = header.reverses_id
      WHERE record.id IS NULL AND (header.sheet_line_id IS NOT NULL OR original.sheet_line_id IS NOT NULL)`,
    problem: ({ seq }) => `ledger_transactions seq ${seq}: its hours are missing from service_records`,
  },
];
