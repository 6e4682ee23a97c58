/*
 * What a self-audit asks beyond the ledger itself (ledger-checks.ts): papers that were given out, accounts, hours and
 * certificates must still say what the chain has sealed. Each question answers only the rows that are wrong.
 */
import type { Check } from '../ledger-checks.ts';
import { membershipChecks } from '../membership/membership-checks.ts';

const balanceAfter = (account: string, seq: string) =>
  `ifnull((SELECT balance_after FROM ledger_entries WHERE account_id = ${account} AND transaction_seq <= ${seq}
    ORDER BY transaction_seq DESC LIMIT 1), 0)`;

/** Every statement that was printed, one by one or in a batch, with the points account of its member. */
const printed = `(SELECT documents.id AS document_id, documents.snapshot AS statement FROM documents WHERE documents.kind = 'timebank.statement'
    UNION ALL SELECT documents.id, one.value FROM documents, json_each(documents.snapshot, '$.statements') AS one
      WHERE documents.kind = 'timebank.statementBatch') AS paper
  CROSS JOIN ledger_accounts AS coins ON coins.id = json_extract(paper.statement, '$.account')
  LEFT JOIN ledger_accounts AS points ON points.code = 'member:' || coins.member_id || ':points'
  LEFT JOIN statement_assertions AS assertion ON assertion.document_id = paper.document_id AND assertion.account_id = points.id`;

/** Points by lots as a statement announces them: what is left and lapses after its period, day by day. */
const expiringThen = `(SELECT group_concat(expires_on || ' ' || points, ', ') FROM (
    SELECT expires_on, sum(left_over) AS points FROM (
      SELECT lot.expires_on, lot.amount - ifnull((SELECT sum(amount) FROM ledger_lot_uses
        WHERE lot_id = lot.id AND transaction_seq <= assertion.through_seq), 0) AS left_over
      FROM ledger_lots AS lot WHERE lot.account_id = points.id AND lot.transaction_seq <= assertion.through_seq
        AND lot.expires_on > json_extract(paper.statement, '$.period.to'))
    WHERE left_over > 0 GROUP BY expires_on ORDER BY expires_on))`;
const expiringPrinted = `(SELECT group_concat(json_extract(value, '$.on') || ' ' || json_extract(value, '$.points'), ', ')
    FROM json_each(paper.statement, '$.points.expiring'))`;

const pointChecks: readonly Check[] = [
  {
    sql: `SELECT paper.document_id AS id, points.code AS account FROM ${printed}
      WHERE (json_type(paper.statement, '$.points') IS NULL) <> (assertion.document_id IS NULL)
        OR json_extract(paper.statement, '$.points.opening') IS NOT assertion.opening
        OR json_extract(paper.statement, '$.points.closing') IS NOT assertion.closing`,
    problem: ({ id, account }) =>
      `documents ${id}: its points are not what statement_assertions says of ${account}`,
  },
  {
    sql: `SELECT paper.document_id AS id, points.code AS account, ${expiringPrinted} AS says, ${expiringThen} AS were
      FROM ${printed} WHERE assertion.document_id IS NOT NULL AND says IS NOT were`,
    problem: ({ id, account, says, were }) =>
      `documents ${id}: says that of ${account} lapse ${says ?? 'none'}, by the lots it was ${were ?? 'none'}`,
  },
];

/** Statements as assertions: what was printed is what the books still say, and closing is the next one's opening. */
const statementChecks: readonly Check[] = [
  {
    sql: `SELECT document_id AS id, account_id AS account, opening, closing,
        ${balanceAfter('assertion.account_id', 'assertion.after_seq')} AS opened,
        ${balanceAfter('assertion.account_id', 'assertion.through_seq')} AS closed
      FROM statement_assertions AS assertion WHERE opening <> opened OR closing <> closed`,
    problem: ({ id, account, opening, closing, opened, closed }) =>
      `statement_assertions ${id}/${account}: says ${opening} to ${closing}, the books say ${opened} to ${closed}`,
  },
  {
    sql: `SELECT later.document_id AS id, later.account_id AS account, later.opening, earlier.closing
      FROM statement_assertions AS later
      JOIN statement_assertions AS earlier ON earlier.account_id = later.account_id AND earlier.through_seq = later.after_seq
      WHERE later.opening <> earlier.closing`,
    problem: ({ id, account, opening, closing }) =>
      `statement_assertions ${id}/${account}: opens with ${opening}, the statement before it closed with ${closing}`,
  },
  {
    sql: `SELECT documents.id, assertion.account_id AS account FROM documents
      JOIN statement_assertions AS assertion ON assertion.document_id = documents.id
      WHERE documents.kind = 'timebank.statement' AND (
        json_extract(snapshot, iif(assertion.unit = 'minute', '$.coins.opening', '$.points.opening')) IS NOT assertion.opening
        OR json_extract(snapshot, iif(assertion.unit = 'minute', '$.coins.closing', '$.points.closing')) IS NOT assertion.closing)`,
    problem: ({ id, account }) =>
      `documents ${id}: its data is not what statement_assertions says of ${account}`,
  },
  {
    sql: `SELECT documents.id, member.volunteerNumber AS number FROM documents
      JOIN (SELECT documents.id AS document_id, json_extract(one.value, '$.member.volunteerNumber') AS volunteerNumber,
          json_extract(one.value, '$.coins.opening') AS opening, json_extract(one.value, '$.coins.closing') AS closing,
          json_extract(one.value, '$.account') AS account
        FROM documents, json_each(documents.snapshot, '$.statements') AS one WHERE documents.kind = 'timebank.statementBatch') AS member
        ON member.document_id = documents.id
      LEFT JOIN statement_assertions AS assertion ON assertion.document_id = documents.id AND assertion.account_id = member.account
      WHERE member.account IS NOT NULL AND (assertion.account_id IS NULL
        OR assertion.opening IS NOT member.opening OR assertion.closing IS NOT member.closing)`,
    problem: ({ id, number }) =>
      `documents ${id}: its statement of ${number} is not what statement_assertions says`,
  },
  {
    sql: `SELECT documents.id FROM documents LEFT JOIN document_blobs AS blob ON blob.document_id = documents.id
      WHERE documents.kind GLOB 'timebank.*' AND (blob.body IS NULL OR length(blob.body) <> documents.bytes)`,
    problem: ({ id }) => `document_blobs ${id}: is not as long as documents says`,
  },
];

const closingChecks: readonly Check[] = [
  {
    // The report is committed together with its act: one without the other means that an act was cut off.
    sql: `SELECT id FROM documents WHERE kind = 'timebank.closingReport'
      AND NOT EXISTS (SELECT 1 FROM ledger_closings WHERE document_id = documents.id)`,
    problem: ({ id }) => `ledger_closings: the act of the closing report ${id} is missing`,
  },
];

const accountChecks: readonly Check[] = [
  {
    sql: `SELECT code FROM ledger_accounts AS account WHERE (kind = 'member') <> (member_id IS NOT NULL)
      OR (kind = 'member' AND (code NOT GLOB 'member:' || member_id || ':?*' OR floor IS NOT 0
        OR NOT EXISTS (SELECT 1 FROM members WHERE id = account.member_id)))
      OR (kind NOT IN ('issue', 'adjust') AND floor IS NOT 0)
      OR (code GLOB 'member:*:points' OR code GLOB 'points:*' OR code = 'issue:points') <> (unit = 'point')`,
    problem: ({ code }) => `ledger_accounts ${code}: is not an account that the program opens`,
  },
  {
    sql: `SELECT header.seq FROM ledger_transactions AS header
      JOIN sheet_lines AS line ON line.id = header.sheet_line_id
      JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
      JOIN ledger_accounts AS account ON account.id = entry.account_id AND account.kind = 'member'
      WHERE account.member_id <> line.member_id`,
    problem: ({ seq }) => `ledger_transactions seq ${seq}: credits another member than its line of the sheet`,
  },
  {
    sql: `SELECT header.seq FROM ledger_transactions AS header
      WHERE header.occasion IS NOT NULL AND header.kind IN ('credit', 'service')
        AND NOT EXISTS (SELECT 1 FROM service_records WHERE transaction_id = header.id)`,
    problem: ({ seq }) => `ledger_transactions seq ${seq}: its hours are missing from service_records`,
  },
];

/** Hours that a certificate counts: the record as far as it had been written then (it is append-only). */
const certificateChecks: readonly Check[] = [
  {
    sql: `SELECT number, minutes, ifnull((SELECT sum(minutes) FROM service_records AS record
        WHERE record.member_id = certificate.member_id AND record.served_on BETWEEN certificate.served_from AND certificate.served_to
          AND record.rowid <= (SELECT rowid FROM service_records WHERE id = certificate.last_record_id)), 0) AS counted
      FROM service_certificates AS certificate WHERE minutes <> counted`,
    problem: ({ number, minutes, counted }) =>
      `service_certificates ${number}: certifies ${minutes} minutes, the record has ${counted}`,
  },
];

/** Services of a month that was closed when they were booked say why they came late. */
const lateChecks: readonly Check[] = [
  {
    sql: `SELECT header.seq FROM ledger_transactions AS header WHERE header.kind IN ('credit', 'service') AND trim(header.late_reason) = ''
      AND substr(header.served_on, 1, 7) <= (SELECT closed_through FROM ledger_closings WHERE at_seq < header.seq ORDER BY seq DESC LIMIT 1)`,
    problem: ({ seq }) => `ledger_transactions seq ${seq}: a service of a closed month without a reason`,
  },
];

/** What is on its way needs its reservation: without one, what was promised could be spent a second time. */
const reservationChecks: readonly Check[] = [
  {
    sql: `SELECT number FROM requests WHERE state IN ('published', 'taken', 'started', 'done') AND NOT EXISTS (
        SELECT 1 FROM ledger_holds WHERE purpose = 'request' AND purpose_id = requests.id AND state = 'held')`,
    problem: ({ number }) => `requests ${number}: is open, and nothing is reserved for it`,
  },
  {
    sql: `SELECT number FROM orders WHERE state = 'reserved' AND NOT EXISTS (SELECT 1 FROM ledger_holds
        WHERE purpose = 'order' AND purpose_id = orders.id AND state = 'held' AND amount = orders.amount)`,
    problem: ({ number }) => `orders ${number}: is open, and its amount is not reserved`,
  },
];

export const auditChecks: readonly Check[] = [
  ...reservationChecks,
  ...accountChecks,
  ...closingChecks,
  ...statementChecks,
  ...pointChecks,
  ...certificateChecks,
  ...lateChecks,
  ...membershipChecks,
];
