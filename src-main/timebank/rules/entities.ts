import { EntitySchema } from 'typeorm';
import type { RuleCode } from '../../contract/timebank/rule-bodies.ts';
import type { reviewRules } from '../../contract/timebank/rule-bodies.ts';
import type { reviewStates } from '../../contract/timebank/rules.ts';
import { integer, key, text, textOrNull } from '../../platform/database/columns.ts';

/** A version of one rule that the centre made; never changed, a later one takes its place. */
export interface RuleEditionRow {
  id: string;
  committee_id: string;
  number: number;
  code: RuleCode;
  valid_from: string;
  source: string;
  verified: number;
  reason: string;
  /** JSON of the rule’s shape. */
  body: string;
  adopted_by: string;
  adopted_at: string;
}

export const RuleEditions = new EntitySchema<RuleEditionRow>({
  name: 'timebank_rule_editions',
  columns: {
    id: key,
    committee_id: text,
    number: integer,
    code: text,
    valid_from: text,
    source: text,
    verified: integer,
    reason: text,
    body: text,
    adopted_by: text,
    adopted_at: text,
  },
});

/** One look over what was booked that found something; its key keeps a second look from finding it twice. */
export interface ReviewItemRow {
  id: string;
  version: number;
  /** Rule and what it is about: the same signal about the same services is one item. */
  key: string;
  rule: (typeof reviewRules)[number];
  rule_version: string;
  member_id: string | null;
  /** Account that entered it. */
  entered_by: string | null;
  served_on: string;
  /** JSON: what the sentence needs. */
  params: string;
  /** JSON: transactions that it is about. */
  transactions: string;
  state: (typeof reviewStates)[number];
  note: string;
  found_at: string;
  decided_by: string | null;
  decided_at: string | null;
}

export const ReviewItems = new EntitySchema<ReviewItemRow>({
  name: 'timebank_review_items',
  columns: {
    id: key,
    version: integer,
    key: text,
    rule: text,
    rule_version: text,
    member_id: textOrNull,
    entered_by: textOrNull,
    served_on: text,
    params: text,
    transactions: text,
    state: text,
    note: text,
    found_at: text,
    decided_by: textOrNull,
    decided_at: textOrNull,
  },
});

/** A lot of points with a last day and something left; written by triggers alone (migration 0021). */
export const LedgerOpenLots = new EntitySchema<{ lot_id: string; expires_on: string }>({
  name: 'ledger_open_lots',
  columns: { lot_id: key, expires_on: text },
});
