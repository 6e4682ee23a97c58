import type { Check } from '../ledger-checks.ts';

/*
 * What the self-audit asks of memberships: the state on file follows the events, a double that was merged holds nothing,
 * and hours that were moved stand once, under one name.
 */

const last = (column: string) =>
  `(SELECT ${column} FROM member_events WHERE member_id = members.id ORDER BY seq DESC LIMIT 1)`;

export const membershipChecks: readonly Check[] = [
  {
    sql: `SELECT id, state, ${last('standing')} AS standing FROM members WHERE standing IS NOT NULL
      AND state <> CASE standing WHEN 'active' THEN 'active' WHEN 'ended' THEN 'left' WHEN 'merged' THEN 'left'
        WHEN 'refused' THEN 'left' ELSE 'suspended' END`,
    problem: ({ id, state, standing }) => `members ${id}: is ${state}, its last event says ${standing}`,
  },
  {
    sql: `SELECT event.member_id AS id, event.seq FROM member_events AS event
      LEFT JOIN member_events AS earlier ON earlier.member_id = event.member_id AND earlier.seq = event.seq - 1
      WHERE (earlier.seq IS NULL) <> (event.seq = 1)
        OR (event.kind = 'admitted' AND earlier.kind = 'reviewed' AND earlier.recorded_by = event.recorded_by)`,
    problem: ({ id, seq }) => `member_events ${id}/${seq}: does not continue its membership`,
  },
  {
    sql: `SELECT account.code, ifnull((SELECT balance_after FROM ledger_entries WHERE account_id = account.id
          ORDER BY account_seq DESC LIMIT 1), 0) AS balance
      FROM member_merges AS merge JOIN ledger_accounts AS account ON account.member_id = merge.merged_id
      WHERE merge.undone_at IS NULL AND balance <> 0`,
    problem: ({ code, balance }) => `ledger_accounts ${code}: was merged and still holds ${balance}`,
  },
  {
    sql: `SELECT record.id FROM member_merges AS merge JOIN service_records AS record ON record.member_id = merge.merged_id
      WHERE merge.undone_at IS NULL AND record.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM service_records AS undone WHERE undone.reverses_id = record.id)`,
    problem: ({ id }) => `service_records ${id}: stands with a double that was merged`,
  },
  {
    sql: `SELECT move.record_id AS id FROM hours_moves AS move
      JOIN member_merges AS merge ON merge.id = move.merge_id
      LEFT JOIN service_records AS source ON source.id = move.from_id
      LEFT JOIN service_records AS taken ON taken.id = move.taken_id
      LEFT JOIN service_records AS record ON record.id = move.record_id
      LEFT JOIN service_records AS root ON root.id = move.root_id
      WHERE root.id IS NULL OR taken.reverses_id IS NOT source.id OR taken.minutes IS NOT -source.minutes
        OR record.minutes IS NOT source.minutes OR record.served_on IS NOT source.served_on
        OR record.service_type IS NOT source.service_type OR record.source_class IS NOT source.source_class
        OR root.minutes IS NOT record.minutes OR root.served_on IS NOT record.served_on
        OR NOT ((source.member_id IS merge.merged_id AND record.member_id IS merge.survivor_id)
          OR (source.member_id IS merge.survivor_id AND record.member_id IS merge.merged_id))`,
    problem: ({ id }) => `hours_moves ${id}: is not the service that it was moved from`,
  },
  {
    sql: `SELECT merge.id FROM member_merges AS merge WHERE merge.transaction_id IS NOT NULL
      AND (merge.undone_at IS NOT NULL) <> EXISTS (SELECT 1 FROM ledger_transactions WHERE reverses_id = merge.transaction_id)`,
    problem: ({ id }) => `member_merges ${id}: its transaction does not agree with whether it was taken back`,
  },
];
