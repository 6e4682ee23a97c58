/** Published cases (tests/fixtures/published-cases.json) as data of the agreement template. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgreementData } from '../../src-main/mediation/documents/agreement-data.ts';
import { isCivilDate } from '../../src-main/platform/dates.ts';

interface PublishedTerm {
  kind: 'payment' | 'act' | 'apology' | 'other';
  text: string;
  payer: string | null;
  payee: string | null;
  amount_yuan: number | null;
  amount_text?: string;
  due: string | null;
  instalments?: { amount_yuan: number | null; due: string | null }[];
}

export interface PublishedCase {
  id: string;
  committee: string | null;
  parties: { role: '申请人' | '被申请人' | '第三人'; kind: 'person' | 'organisation'; name: string }[];
  facts: string;
  issues: string[];
  terms: PublishedTerm[];
}

const file = join(import.meta.dirname, '../fixtures/published-cases.json');
export const publishedCases = (JSON.parse(readFileSync(file, 'utf8')) as { cases: PublishedCase[] }).cases;

const ROLES = { 申请人: 'applicant', 被申请人: 'respondent', 第三人: 'thirdParty' } as const;
type Clause = AgreementData['clauses'][number];

export function agreementOf(published: PublishedCase): AgreementData {
  return {
    committee: published.committee ?? '调解委员会',
    number: `（2026）人调字第${published.id}号`,
    parties: published.parties.map(({ role, kind, name }) => ({ role: ROLES[role], kind, name })),
    facts: published.facts,
    issues: published.issues,
    clauses: published.terms.map(clauseOf),
    copies: published.parties.length + 1,
    mediators: ['张调解'],
    recorder: '李记录',
    date: '2026-07-01',
  };
}

function clauseOf(term: PublishedTerm): Clause {
  const due = dueOf(term.due);
  const payer = term.payer ?? '付款方';
  const payee = term.payee ?? '收款方';
  switch (term.kind) {
    case 'payment':
      return {
        kind: 'payment',
        payers: [payer],
        payees: [payee],
        ...moneyOf(term.amount_yuan, term.amount_text),
        ...due,
        text: term.text,
        instalments: (term.instalments ?? []).map((each) => ({
          ...moneyOf(each.amount_yuan, each.amount_yuan === null ? '剩余款项' : undefined),
          ...dueOf(each.due),
        })),
      };
    case 'apology':
      return { kind: 'apology', by: [payer], to: [payee], text: term.text, ...due };
    case 'act':
    case 'other':
      return { kind: term.kind, text: term.text, ...due };
  }
}

const moneyOf = (yuan: number | null, words: string | undefined) => ({
  ...(yuan !== null && { amount: Math.round(yuan * 100) }),
  ...(words !== undefined && { amountText: words }),
  ...(yuan === null && words === undefined && { amountText: '未公布' }),
});

const dueOf = (due: string | null) =>
  due === null ? {} : isCivilDate(due) ? { dueDate: due } : { dueText: due };
