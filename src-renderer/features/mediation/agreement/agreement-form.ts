import { z } from 'zod';
import {
  agreementFields,
  type clauseKinds,
  type Clause,
} from '../../../../src-main/contract/mediation/agreement-values.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';

/**
 * The editor offers a responsibility for every party; those left blank are not sent. Everything else is the contract's.
 */
export const agreementSchema = agreementFields
  .extend({ responsibilities: z.array(z.object({ partyId: z.string(), text: z.string().trim().max(500) })) })
  .transform(withoutBlanks);

export type AgreementForm = z.input<typeof agreementSchema>;
export type ClauseForm = NonNullable<AgreementForm['clauses']>[number];
export type ClauseKind = (typeof clauseKinds)[number];
/** Whoever a clause can point at. */
export interface ClauseParty {
  id: string;
  name: string;
  role: string;
}

/** The agreement on file, or what the case already says, as the editor holds it. */
export function agreementToForm(view: CaseView, today: string, recorder: string): AgreementForm {
  const kept = view.agreement;
  return {
    form: kept?.form ?? 'written',
    facts: kept?.facts ?? view.facts,
    issues: kept?.issues ?? '',
    responsibilities: view.parties.map(({ id }) => ({
      partyId: id,
      text: kept?.responsibilities.find(({ partyId }) => partyId === id)?.text ?? '',
    })),
    clauses: kept?.clauses.map((clause) => ({ ...clause })) ?? [],
    performance: kept?.performance ?? '',
    concludedOn: kept ? kept.concludedOn : today,
    place: kept?.place ?? view.sessions.at(-1)?.place ?? '',
    recorder: kept?.recorder ?? view.sessions.at(-1)?.recorder ?? recorder,
  };
}

/**
 * A new clause; in a quarrel of two the likely payer is the respondent and the payee the applicant, as the field’s forms have it.
 */
export function emptyClause(
  kind: ClauseKind,
  parties: readonly ClauseParty[],
  id: string = crypto.randomUUID(),
): Clause {
  const of = (role: string) => parties.filter((party) => party.role === role).map((party) => party.id);
  const [applicants, respondents] = [of('applicant'), of('respondent')];
  const clear = kind !== 'other' && applicants.length === 1 && respondents.length === 1;
  return {
    id,
    kind,
    text: '',
    debtorIds: clear ? respondents : [],
    creditorIds: clear ? applicants : [],
    amountFen: null,
    amountText: '',
    dueOn: null,
    dueText: '',
    manner: '',
    instalments: [],
  };
}

function withoutBlanks<T extends { responsibilities: { partyId: string; text: string }[] }>(value: T): T {
  return { ...value, responsibilities: value.responsibilities.filter(({ text }) => text !== '') };
}

/** What the checker and the preview are given while somebody types. */
export const typedAgreement = (form: AgreementForm) =>
  withoutBlanks({
    ...form,
    responsibilities: form.responsibilities.map((each) => ({ ...each, text: each.text.trim() })),
  });

/** Do two forms say the same agreement, spaces at the ends and blank responsibilities aside? */
export function sameAgreement(one: AgreementForm, other: AgreementForm): boolean {
  const [a, b] = [agreementSchema.safeParse(one), agreementSchema.safeParse(other)];
  return a.success && b.success && JSON.stringify(a.data) === JSON.stringify(b.data);
}
