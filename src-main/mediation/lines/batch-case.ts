import type { BatchFields, BatchInstalment, BatchRow } from '../../contract/mediation/batches.ts';
import type { AgreementFields, Clause } from '../../contract/mediation/agreement-values.ts';
import type { CaseFields } from '../../contract/mediation/case-values.ts';
import { chargeAmounts } from './charge.ts';
import { fillIn } from './placeholders.ts';

/** The case of one line: the firm applies, the owner responds. `ids` name the two parties. */
export function caseOfRow(
  batch: BatchFields,
  row: BatchRow,
  ids: { firm: string; owner: string },
): CaseFields {
  const { template } = batch;
  return {
    title: cut(fillIn(template.title, row), 100),
    disputeType: batch.disputeType,
    disputeSubType: batch.disputeSubType,
    source: 'writtenApplication',
    referralSource: '',
    referralBody: '',
    referralNumber: '',
    appliedOn: batch.appliedOn,
    areaId: batch.areaId,
    facts: fillIn(template.facts, row),
    requests: template.requests.map((text) => fillIn(text, row)),
    claimedFen: chargeAmounts(row).dueFen,
    closedToPublic: true,
    parties: [
      { ...batch.firm, id: ids.firm, role: 'applicant', consents: null, representatives: [] },
      {
        ...blankPerson,
        id: ids.owner,
        role: 'respondent',
        name: row.owner,
        phone: row.phone,
        address: row.room,
        idType: row.idNumber === '' ? 'unknown' : 'residentId',
        idNumber: row.idNumber,
      },
    ],
  };
}

/** The draft agreement of one line: the template’s clauses with the line’s own words and amounts. */
export function agreementOfRow(
  batch: BatchFields,
  row: BatchRow,
  ids: { firm: string; owner: string },
  made: { concludedOn: string | null; place: string; recorder: string; newId: () => string },
): AgreementFields {
  const { template } = batch;
  const responsibility = fillIn(template.ownerResponsibility, row);
  return {
    form: 'written',
    facts: fillIn(template.facts, row),
    issues: fillIn(template.issues, row),
    responsibilities: responsibility === '' ? [] : [{ partyId: ids.owner, text: responsibility }],
    // A clause about nothing (a penalty of 0) is left out, not printed with a zero.
    clauses: template.clauses.flatMap((one): Clause[] => {
      const amountFen = amountOf(one.amount, row);
      if (one.kind === 'payment' && amountFen === 0) return [];
      const sides = {
        owner: [[ids.owner], [ids.firm]],
        firm: [[ids.firm], [ids.owner]],
        both: [[ids.owner, ids.firm], []],
      } as const;
      const [debtors, creditors] = sides[one.debtor];
      return [
        {
          id: made.newId(),
          kind: one.kind,
          text: fillIn(one.text, row),
          debtorIds: [...debtors],
          creditorIds: [...creditors],
          amountFen: one.kind === 'payment' ? amountFen : null,
          amountText: '',
          dueOn: one.dueOn,
          dueText: one.dueText,
          manner: one.manner,
          instalments: amountFen === null ? [] : instalmentsOf(one.instalments, amountFen),
        },
      ];
    }),
    performance: fillIn(template.performance, row),
    concludedOn: made.concludedOn,
    place: made.place,
    recorder: made.recorder,
  };
}

/**
 * The parts of an amount in 分, in their order: each but the last is rounded down, the last takes the rest. A part that
 * comes to nothing is left out; its share then falls to the last.
 */
export function instalmentsOf(plan: readonly BatchInstalment[], amountFen: number): Clause['instalments'] {
  let rest = amountFen;
  return plan.flatMap(({ percent, dueOn, dueText }, index) => {
    const part = index === plan.length - 1 ? rest : Math.floor((amountFen * percent) / 100);
    rest -= part;
    return part === 0 ? [] : [{ amountFen: part, dueOn, dueText }];
  });
}

function amountOf(column: BatchFields['template']['clauses'][number]['amount'], row: BatchRow) {
  if (column === 'none') return null;
  if (column === 'penalty') return row.penaltyFen;
  const { feeFen, dueFen } = chargeAmounts(row);
  return column === 'due' ? dueFen : feeFen;
}

const blankPerson = {
  kind: 'person',
  gender: 'unknown',
  ethnicity: '',
  birthDate: null,
  age: null,
  occupation: '',
  creditCode: '',
  legalRepresentative: '',
  legalRepresentativePost: '',
  consents: null,
  representatives: [],
} as const satisfies Partial<CaseFields['parties'][number]>;

const cut = (text: string, length: number): string => [...text].slice(0, length).join('');
