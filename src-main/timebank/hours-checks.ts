/*
 * What a self-audit asks of the permanent record: each service stands on the booking that sealed it, and each booking of a
 * service has its hours. A million rows are walked once in each direction, whatever is asked of them.
 */
import type { Check } from './ledger-checks.ts';

/** A move of hours between doubles has no booking of its own: it goes back to the root of the moved record. */
const rootOf = (record: string) => `(SELECT root.transaction_id FROM hours_moves AS move
    JOIN service_records AS root ON root.id = move.root_id WHERE move.record_id = ${record})`;

const creditsOf = (account: string) => `EXISTS (SELECT 1 FROM ledger_entries AS entry
    JOIN ledger_accounts AS account ON account.id = entry.account_id
    WHERE entry.transaction_seq = header.seq AND entry.amount > 0 AND ${account})`;

/** What is wrong with a record, and when; `header` is its transaction, `original` the record that it takes back. */
const faults = [
  {
    when: `record.transaction_id IS NOT NULL AND (header.id IS NULL
      OR (record.reverses_id IS NULL
        AND (record.sheet_line_id IS NOT header.sheet_line_id OR record.occasion IS NOT header.occasion))
      OR (record.reverses_id IS NOT NULL
        AND (original.minutes IS NOT -record.minutes OR original.member_id IS NOT record.member_id
          OR original.served_on IS NOT record.served_on
          OR header.reverses_id IS NOT ifnull(original.transaction_id, ${rootOf('original.id')}))))`,
    says: 'does not agree with its transaction',
  },
  {
    when: `header.id IS NOT NULL AND record.reverses_id IS NULL AND (record.served_on <> header.served_on
      OR record.recorded_at <> header.recorded_at OR (json_valid(header.inputs)
        AND record.minutes <> ifnull(json_extract(header.inputs, '$.servedMinutes'), record.minutes)))`,
    says: 'is not what its transaction has sealed',
  },
  {
    when: `(header.id IS NULL AND NOT EXISTS (SELECT 1 FROM hours_moves WHERE record_id = record.id OR taken_id = record.id))
      OR (record.reverses_id IS NULL AND header.kind NOT IN ('credit', 'service'))`,
    says: 'no booking of a service stands behind it',
  },
  {
    // A credit that went to a pool as a whole names no member: there the line of the sheet is the witness.
    when: `header.id IS NOT NULL AND record.reverses_id IS NULL AND NOT ${creditsOf('account.member_id = record.member_id')}
      AND ${creditsOf(`account.kind = 'member'`)}`,
    says: 'is of another member than its booking',
  },
] as const;

export const hoursChecks: readonly Check[] = [
  {
    sql: `SELECT record.id, ${faults.map(({ when }, index) => `(${when}) AS fault${index}`).join(', ')}
      FROM service_records AS record LEFT JOIN ledger_transactions AS header ON header.id = record.transaction_id
      LEFT JOIN service_records AS original ON original.id = record.reverses_id
      WHERE ${faults.map((_, index) => `fault${index}`).join(' OR ')}`,
    problem: ({ id, ...row }) =>
      faults.flatMap(({ says }, index) =>
        row[`fault${index}`] === 1 ? [`service_records ${id}: ${says}`] : [],
      ),
  },
  {
    sql: `SELECT record.id FROM service_records AS record
      JOIN sheet_lines AS line ON line.id = record.sheet_line_id JOIN sheets ON sheets.id = line.sheet_id
      WHERE record.minutes <> line.minutes OR record.member_id <> line.member_id OR record.served_on <> sheets.served_on`,
    problem: ({ id }) => `service_records ${id}: does not agree with its line of the sign-in sheet`,
  },
  {
    sql: `SELECT header.seq FROM ledger_transactions AS header
      LEFT JOIN ledger_transactions AS original ON original.id = header.reverses_id
      WHERE (header.sheet_line_id IS NOT NULL OR original.sheet_line_id IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM service_records WHERE transaction_id = header.id)`,
    problem: ({ seq }) => `ledger_transactions seq ${seq}: its hours are missing from service_records`,
  },
];
