import { neverChanged, refuse } from './ledger-schema.ts';
import type { Migration } from './migration.ts';

/*
 * Who belongs to whom, who acts for whom, and who may receive. Nothing here is ever changed or deleted: a relation or a
 * representation ends by a further row with its reason, an assessment by a later one. What must never happen is refused
 * by triggers (a CHECK alone is skipped by INSERT OR IGNORE; INSERT OR REPLACE fires no DELETE trigger).
 */

const date = (column: string) => `CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
const term = `valid_from TEXT NOT NULL ${date('valid_from')},
    valid_until TEXT ${date('valid_until')} CHECK (valid_until >= valid_from)`;
const proof = `proof_kind TEXT NOT NULL CHECK (proof_kind IN ('householdRegister', 'marriageCertificate', 'birthCertificate',
      'courtPaper', 'committeeLetter', 'authorisation', 'statement', 'other')),
    proof_note TEXT NOT NULL CHECK (proof_note <> '' OR proof_kind <> 'other')`;
const isPerson = (member: string) =>
  `EXISTS (SELECT 1 FROM members WHERE id = ${member} AND kind = 'person')`;

/** A row that ends one of `table`, once, not before it began. */
const endings = (table: string, ends: string, column: string) => [
  `CREATE TABLE ${ends} (
    ${column} TEXT PRIMARY KEY REFERENCES ${table} (id),
    ended_on TEXT NOT NULL ${date('ended_on')},
    reason TEXT NOT NULL CHECK (reason <> ''),
    ended_by TEXT NOT NULL REFERENCES users (id),
    ended_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  ...neverChanged(ends, 'circle.appendOnly'),
  `CREATE TRIGGER ${ends}_check BEFORE INSERT ON ${ends} BEGIN
    ${refuse('circle.alreadyEnded', `EXISTS (SELECT 1 FROM ${ends} WHERE ${column} = NEW.${column})`)}
    ${refuse(
      'circle.endsBeforeBegin',
      `NEW.ended_on < (SELECT valid_from FROM ${table} WHERE id = NEW.${column})`,
    )}
  END`,
];

const relations = [
  `CREATE TABLE member_relations (
    id TEXT PRIMARY KEY,
    first_id TEXT NOT NULL REFERENCES members (id),
    second_id TEXT NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL CHECK (kind IN ('spouse', 'lineal', 'relative', 'friend')),
    ${proof},
    ${term},
    confirmed_by TEXT NOT NULL REFERENCES users (id),
    confirmed_at TEXT NOT NULL,
    CHECK (first_id < second_id)
  ) STRICT`,
  'CREATE INDEX member_relations_pair ON member_relations (first_id, second_id)',
  'CREATE INDEX member_relations_second ON member_relations (second_id)',
  ...neverChanged('member_relations', 'circle.appendOnly'),
  ...endings('member_relations', 'member_relation_ends', 'relation_id'),
  // Two rows of one pair never hold on the same day, so that a transfer has one relation to stand on.
  `CREATE TRIGGER member_relations_check BEFORE INSERT ON member_relations BEGIN
    ${refuse('circle.appendOnly', 'EXISTS (SELECT 1 FROM member_relations WHERE id = NEW.id)')}
    ${refuse('circle.onePairOnce', 'NEW.first_id >= NEW.second_id')}
    ${refuse('circle.personsOnly', `NOT ${isPerson('NEW.first_id')} OR NOT ${isPerson('NEW.second_id')}`)}
    ${refuse(
      'circle.alreadyOpen',
      `EXISTS (SELECT 1 FROM member_relations AS known LEFT JOIN member_relation_ends AS over ON over.relation_id = known.id
        WHERE known.first_id = NEW.first_id AND known.second_id = NEW.second_id
          AND ifnull(known.valid_until, '9999') >= NEW.valid_from AND ifnull(NEW.valid_until, '9999') >= known.valid_from
          AND (over.ended_on IS NULL OR over.ended_on > NEW.valid_from AND over.ended_on > known.valid_from))`,
    )}
  END`,
];

/** Whether a representation holds on a day and in a scope, and is of this member. */
const holds = (scope: string, member: string) =>
  `EXISTS (SELECT 1 FROM member_representatives AS own WHERE own.id = NEW.representation_id AND own.${scope} = 1
    AND own.member_id = ${member})`;

const representatives = [
  `CREATE TABLE member_representatives (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL CHECK (kind IN ('guardianOfMinor', 'guardianOfAdult', 'proxy')),
    for_requests INTEGER NOT NULL CHECK (for_requests IN (0, 1)),
    for_counter INTEGER NOT NULL CHECK (for_counter IN (0, 1)),
    for_transfers INTEGER NOT NULL CHECK (for_transfers IN (0, 1)),
    representative_id TEXT REFERENCES members (id) CHECK (representative_id <> member_id),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    ${proof},
    ${term},
    recorded_by TEXT NOT NULL REFERENCES users (id),
    recorded_at TEXT NOT NULL,
    CHECK (for_requests + for_counter + for_transfers > 0),
    CHECK (kind = 'proxy' OR for_requests + for_counter + for_transfers = 3),
    CHECK ((representative_id IS NULL) = (name <> '')),
    CHECK ((representative_id IS NULL) = (phone <> ''))
  ) STRICT`,
  'CREATE INDEX member_representatives_member ON member_representatives (member_id)',
  'CREATE INDEX member_representatives_representative ON member_representatives (representative_id) WHERE representative_id IS NOT NULL',
  ...neverChanged('member_representatives', 'circle.appendOnly'),
  `CREATE TRIGGER member_representatives_check BEFORE INSERT ON member_representatives BEGIN
    ${refuse('circle.appendOnly', 'EXISTS (SELECT 1 FROM member_representatives WHERE id = NEW.id)')}
    ${refuse('circle.personsOnly', `NEW.kind <> 'proxy' AND NOT ${isPerson('NEW.member_id')}`)}
    ${refuse('circle.personsOnly', `NEW.representative_id IS NOT NULL AND NOT ${isPerson('NEW.representative_id')}`)}
  END`,
  ...endings('member_representatives', 'member_representative_ends', 'representation_id'),

  // By whom something was done; the last row counts. A null representation: by the member himself after all.
  `CREATE TABLE acts_for (
    act_kind TEXT NOT NULL CHECK (act_kind IN ('request', 'order', 'transaction')),
    act_id TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    representation_id TEXT REFERENCES member_representatives (id),
    acted_on TEXT NOT NULL ${date('acted_on')},
    recorded_by TEXT NOT NULL REFERENCES users (id),
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (act_kind, act_id, seq)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX acts_for_representation ON acts_for (representation_id) WHERE representation_id IS NOT NULL',
  ...neverChanged('acts_for', 'circle.appendOnly'),
  `CREATE TRIGGER acts_for_check BEFORE INSERT ON acts_for BEGIN
    ${refuse(
      'circle.appendOnly',
      `NEW.seq IS NOT ifnull((SELECT max(seq) FROM acts_for WHERE act_kind = NEW.act_kind AND act_id = NEW.act_id), 0) + 1
        OR NEW.act_kind NOT IN ('request', 'order', 'transaction')`,
    )}
    ${refuse(
      'representative.notInForce',
      `NEW.representation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM member_representatives AS own
        LEFT JOIN member_representative_ends AS over ON over.representation_id = own.id
        WHERE own.id = NEW.representation_id AND own.valid_from <= NEW.acted_on
          AND ifnull(own.valid_until, '9999') >= NEW.acted_on AND ifnull(over.ended_on, '9999') > NEW.acted_on)`,
    )}
    ${refuse(
      'representative.notInScope',
      `NEW.representation_id IS NOT NULL AND NOT CASE NEW.act_kind
        WHEN 'request' THEN ${holds('for_requests', '(SELECT recipient_id FROM requests WHERE id = NEW.act_id)')}
        WHEN 'order' THEN ${holds('for_counter', '(SELECT member_id FROM orders WHERE id = NEW.act_id)')}
        ELSE ${holds(
          'for_transfers',
          `(SELECT account.member_id FROM ledger_transactions AS header JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
            JOIN ledger_accounts AS account ON account.id = entry.account_id
            WHERE header.id = NEW.act_id AND header.kind = 'transfer' AND entry.amount < 0)`,
        )} END`,
    )}
  END`,
];

const classes = [
  'livingAlone',
  'lowIncome',
  'disabled',
  'halfDisabled',
  'lostOnlyChild',
  'noFamily',
  'otherHardship',
];

const recipients = [
  `CREATE TABLE recipient_assessments (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    classes TEXT NOT NULL CHECK (json_valid(classes)),
    evidence TEXT NOT NULL CHECK (evidence <> ''),
    decided_by TEXT NOT NULL CHECK (decided_by <> ''),
    ${term},
    review_on TEXT ${date('review_on')} CHECK (review_on >= valid_from),
    recorded_by TEXT NOT NULL REFERENCES users (id),
    recorded_at TEXT NOT NULL,
    UNIQUE (member_id, seq)
  ) STRICT`,
  ...neverChanged('recipient_assessments', 'circle.appendOnly'),
  `CREATE TRIGGER recipient_assessments_check BEFORE INSERT ON recipient_assessments BEGIN
    ${refuse(
      'circle.appendOnly',
      `EXISTS (SELECT 1 FROM recipient_assessments WHERE id = NEW.id)
        OR NEW.seq IS NOT ifnull((SELECT max(seq) FROM recipient_assessments WHERE member_id = NEW.member_id), 0) + 1`,
    )}
    ${refuse('circle.personsOnly', `NOT ${isPerson('NEW.member_id')}`)}
    ${refuse(
      'circle.classesUnknown',
      `json_valid(NEW.classes) IS NOT 1 OR json_type(NEW.classes) IS NOT 'array'
        OR EXISTS (SELECT 1 FROM json_each(NEW.classes) WHERE value NOT IN (${classes.map((one) => `'${one}'`).join(', ')}))
        OR (SELECT count(DISTINCT value) FROM json_each(NEW.classes)) <> json_array_length(NEW.classes)`,
    )}
  END`,

  `CREATE TABLE fund_lists (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    reason TEXT NOT NULL CHECK (reason <> ''),
    members INTEGER NOT NULL CHECK (members > 0),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    document_id TEXT NOT NULL REFERENCES documents (id),
    issued_by TEXT NOT NULL REFERENCES users (id),
    issued_on TEXT NOT NULL ${date('issued_on')},
    issued_at TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX fund_lists_document ON fund_lists (document_id)',
  ...neverChanged('fund_lists', 'circle.appendOnly'),
  `CREATE TRIGGER fund_lists_check BEFORE INSERT ON fund_lists BEGIN
    ${refuse('circle.appendOnly', 'EXISTS (SELECT 1 FROM fund_lists WHERE id = NEW.id OR number = NEW.number)')}
  END`,
  `CREATE TABLE fund_list_rows (
    list_id TEXT NOT NULL REFERENCES fund_lists (id),
    position INTEGER NOT NULL CHECK (position > 0),
    member_id TEXT NOT NULL REFERENCES members (id),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    assessment_id TEXT REFERENCES recipient_assessments (id),
    transaction_id TEXT NOT NULL UNIQUE REFERENCES ledger_transactions (id),
    PRIMARY KEY (list_id, position),
    UNIQUE (list_id, member_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX fund_list_rows_member ON fund_list_rows (member_id)',
  'CREATE INDEX fund_list_rows_assessment ON fund_list_rows (assessment_id) WHERE assessment_id IS NOT NULL',
  ...neverChanged('fund_list_rows', 'circle.appendOnly'),
  `CREATE TRIGGER fund_list_rows_check BEFORE INSERT ON fund_list_rows BEGIN
    ${refuse(
      'circle.appendOnly',
      `EXISTS (SELECT 1 FROM fund_list_rows WHERE transaction_id = NEW.transaction_id
        OR list_id = NEW.list_id AND (position = NEW.position OR member_id = NEW.member_id))
        OR (SELECT count(*) FROM fund_list_rows WHERE list_id = NEW.list_id) >= (SELECT members FROM fund_lists WHERE id = NEW.list_id)`,
    )}
    ${refuse(
      'circle.notBooked',
      `NOT EXISTS (SELECT 1 FROM ledger_transactions AS header JOIN ledger_entries AS entry ON entry.transaction_seq = header.seq
        JOIN ledger_accounts AS account ON account.id = entry.account_id
        WHERE header.id = NEW.transaction_id AND header.kind = 'grant' AND account.member_id = NEW.member_id
          AND header.occasion = 'fund:' || NEW.list_id || ':' || NEW.member_id AND entry.amount = NEW.minutes)`,
    )}
  END`,
];

/** Relatives and friends, representatives, recipients’ assessments and the fund’s lists. */
export const circle0017: Migration = {
  name: '0017-timebank-circle',
  statements: [...relations, ...representatives, ...recipients],
};
