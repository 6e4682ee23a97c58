import type { Clause } from '../../contract/mediation/agreement-values.ts';
import type { CompensationResult } from '../../contract/mediation/compensation.ts';
import type { MedicalFields, WageSheet } from '../../contract/mediation/line-values.ts';
import { restOf, wageTotals } from './wages.ts';

/** Words of the papers, hence Chinese. */
const words = {
  compensation: '人身损害赔偿款',
  medical: '医疗损害赔偿款',
  wages: '工资',
  wagesByList: '工资，各人应得金额见附表',
  charge: '物业服务费',
  byInsurer: (insurer: string) => `由${insurer}依保险合同支付`,
  transfer: '银行转账',
};

interface People {
  parties: readonly { id: string; role: string; name: string }[];
  newId: () => string;
}

/** More payees than this share one clause and the annex. */
const OWN_CLAUSES = 20;

/** One clause for what the reference sheet comes to; whoever agrees otherwise changes it. */
export const compensationClauses = (people: People, result: CompensationResult): Clause[] =>
  result.dueFen === 0 ? [] : [payment(people, { text: words.compensation, amountFen: result.dueFen })];

/** The hospital’s part and the insurer’s part; an insurer that is a party pays itself. */
export function medicalClauses(people: People, medical: MedicalFields): Clause[] {
  const insurer = people.parties.find((party) => party.name === medical.insurer);
  const hospitalPart = medical.hospitalFen ?? 0;
  const insurerPart = medical.insurerFen ?? 0;
  return [
    ...(hospitalPart === 0 ? [] : [payment(people, { text: words.medical, amountFen: hospitalPart })]),
    ...(insurerPart === 0
      ? []
      : [
          payment(people, {
            text: words.medical,
            amountFen: insurerPart,
            ...(insurer ? { debtorIds: [insurer.id] } : {}),
            manner: insurer ? words.transfer : words.byInsurer(medical.insurer),
          }),
        ]),
  ];
}

/** A clause for each payee, or one for all with the annex when they are many or not all parties. */
export function wageClauses(people: People, sheet: WageSheet): Clause[] {
  const due = { dueOn: sheet.dueOn, manner: sheet.manner || words.transfer };
  const debtor = sheet.debtorId === null ? {} : { debtorIds: [sheet.debtorId] };
  const rows = sheet.rows.filter((row) => restOf(row) > 0);
  const each = rows.length <= OWN_CLAUSES && rows.every((row) => row.partyId !== null);
  if (each) {
    return rows.map((row) =>
      payment(people, {
        ...debtor,
        ...due,
        text: words.wages,
        creditorIds: [row.partyId as string],
        amountFen: restOf(row),
      }),
    );
  }
  const payees = [...new Set(rows.flatMap((row) => (row.partyId === null ? [] : [row.partyId])))];
  const amountFen = wageTotals(rows).restFen;
  const creditors = payees.length === 0 ? {} : { creditorIds: payees };
  return [payment(people, { ...debtor, ...creditors, ...due, text: words.wagesByList, amountFen })];
}

export const chargeClauses = (people: People, dueFen: number): Clause[] =>
  dueFen <= 0 ? [] : [payment(people, { text: words.charge, amountFen: dueFen })];

/** The respondents pay the applicants, unless told otherwise. */
function payment({ parties, newId }: People, over: Partial<Clause>): Clause {
  const of = (role: string) => parties.filter((party) => party.role === role).map((party) => party.id);
  return {
    id: newId(),
    kind: 'payment',
    text: '',
    debtorIds: of('respondent'),
    creditorIds: of('applicant'),
    amountFen: null,
    amountText: '',
    dueOn: null,
    dueText: '',
    manner: words.transfer,
    instalments: [],
    ...over,
  };
}
