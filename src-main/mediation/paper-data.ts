import type { AgreementFields, Clause } from '../contract/mediation/agreement-values.ts';
import type { CaseParty, caseSources } from '../contract/mediation/case-values.ts';
import { copiesFor } from './copies.ts';
import type { AcceptanceFormData } from './documents/acceptance-form-data.ts';
import type { AgreementData } from './documents/agreement-data.ts';
import type { ApplicationFormData } from './documents/application-form-data.ts';
import { knownAge } from './identity.ts';
import type { AgreementExtras } from './lines/annex.ts';
import { clauseAmount, isPrintable } from './totals.ts';

/** What the papers need to know of a case; all values in, template data out. */
export interface PaperSource {
  committee: string;
  number: string | null;
  title: string;
  source: (typeof caseSources)[number];
  referredBy: string;
  /** Code, name and file number of the referring body, apart. */
  referralSource: string;
  referralBody: string;
  referralNumber: string;
  /** Names of type and sub-type from the reference data. */
  disputeType: string;
  disputeSubType: string;
  appliedOn: string;
  acceptedOn: string | null;
  facts: string;
  requests: readonly string[];
  parties: readonly CaseParty[];
  /** Names, the leading one first. */
  mediators: readonly string[];
  registrar: string;
  /** What a special line adds to the agreement’s paper. */
  extras?: AgreementExtras;
}

/** Stands for what a draft still lacks; an issued paper has none, the checker sees to that. */
const BLANK = '＿＿＿＿＿＿';

/** Form 3. Ages are those on the day of the application. */
export function applicationFormData(source: PaperSource): ApplicationFormData {
  return {
    committee: source.committee,
    parties: source.parties.map((party) => partyData(party, source.appliedOn)),
    facts: source.facts,
    requests: source.requests.length > 0 ? [...source.requests] : [BLANK],
    form: source.source === 'oralApplication' ? 'oral' : 'written',
    ...given({ recorder: source.source === 'oralApplication' ? source.registrar : '' }),
    date: source.appliedOn,
  };
}

/** Form 4. Without an application nobody is applicant or respondent: all are 当事人. */
export function acceptanceFormData(source: PaperSource): AcceptanceFormData {
  const on = source.acceptedOn ?? source.appliedOn;
  const kinds = {
    writtenApplication: 'application',
    oralApplication: 'application',
    ownInitiative: 'ownInitiative',
    referral: 'referral',
  } as const;
  return {
    committee: source.committee,
    ...given({ number: source.number, acceptedOn: source.acceptedOn, referredBy: source.referredBy }),
    source: kinds[source.source],
    disputeName: source.title,
    parties: source.parties.map((party) => partyData(party, on, source.source === 'ownInitiative')),
    disputeType: source.disputeSubType
      ? `${source.disputeType}（${source.disputeSubType}）`
      : source.disputeType,
    facts: source.facts,
    requests: [...source.requests],
    mediators: [...source.mediators],
    ...given({ registrar: source.registrar, date: source.acceptedOn }),
  };
}

/**
 * Form 10, or form 11 with `form: 'oral'`. Works on an unfinished agreement too: what is missing becomes a blank.
 * Amounts stay integers of 分; digits and capitals are made by the template from the one number.
 */
export function agreementData(
  source: PaperSource,
  agreement: AgreementFields,
  number: string | null,
): AgreementData {
  const on = agreement.concludedOn ?? source.acceptedOn ?? source.appliedOn;
  const names = new Map(source.parties.map((party) => [party.id, party.name]));
  return {
    form: agreement.form,
    committee: source.committee,
    ...given({
      number,
      performance: agreement.performance,
      recorder: agreement.recorder,
      date: agreement.concludedOn,
    }),
    parties: source.parties.map((party) => partyData(party, on, source.source === 'ownInitiative')),
    facts: agreement.facts || BLANK,
    issues: linesOf(agreement.issues),
    responsibilities: agreement.responsibilities.map((one) => ({
      party: names.get(one.partyId) ?? BLANK,
      text: one.text,
    })),
    clauses:
      agreement.clauses.length > 0
        ? agreement.clauses.map((clause) => clauseData(clause, names))
        : [{ kind: 'other', text: BLANK }],
    ...(agreement.form === 'written' ? { copies: copiesFor(source.parties.length) } : {}),
    mediators: [...source.mediators],
    ...extrasData(source.extras),
  };
}

function extrasData({ annex, joint }: AgreementExtras = {}): Pick<AgreementData, 'annex' | 'joint'> {
  return {
    ...(annex ? { annex } : {}),
    ...(joint
      ? {
          joint: joint.map(({ name, lead, representative, opinion }) => ({
            name,
            lead,
            ...given({ representative, opinion }),
          })),
        }
      : {}),
  };
}

/** One clause as the templates want it. */
export function clauseData(
  clause: Clause,
  names: ReadonlyMap<string, string>,
): AgreementData['clauses'][number] {
  const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? BLANK);
  const atLeastOne = (list: string[]) => (list.length > 0 ? list : [BLANK]);
  const due = given({ dueDate: clause.dueOn, dueText: clause.dueText });
  switch (clause.kind) {
    case 'payment': {
      const sum = clauseAmount(clause);
      // No capitals can be written for it; the checker refuses to issue it (`totalTooLarge`).
      const amount = sum !== null && isPrintable(sum) ? sum : null;
      const isShort = isPurpose(clause.text);
      return {
        kind: 'payment',
        payers: atLeastOne(named(clause.debtorIds)),
        payees: atLeastOne(named(clause.creditorIds)),
        ...given({ purpose: isShort ? clause.text : '', text: isShort ? '' : clause.text }),
        ...(amount === null ? {} : { amount }),
        ...given({ amountText: clause.amountText || (amount === null ? BLANK : '') }),
        ...due,
        ...given({ manner: clause.manner }),
        instalments: clause.instalments.map((one) => ({
          ...(one.amountFen === null ? { amountText: '剩余款项' } : { amount: one.amountFen }),
          ...given({ dueDate: one.dueOn, dueText: one.dueText }),
        })),
      };
    }
    case 'act':
      return { kind: 'act', by: named(clause.debtorIds), text: clause.text || BLANK, ...due };
    case 'apology':
      return {
        kind: 'apology',
        by: atLeastOne(named(clause.debtorIds)),
        to: atLeastOne(named(clause.creditorIds)),
        ...given({ manner: clause.manner, text: clause.text }),
        ...due,
      };
    case 'other':
      return { kind: 'other', text: clause.text || BLANK, ...due };
  }
}

/** What money is for fits into the sentence 甲向乙支付…; whole sentences follow it. */
const isPurpose = (text: string): boolean => [...text].length <= 40 && !/[。；！？\n]/u.test(text);

/** A party as the templates want it, of the age on a day; `unopposed`: nobody applied, all are 当事人. */
export function partyData(party: CaseParty, on: string, unopposed = false): AgreementData['parties'][number] {
  const role = unopposed && party.role !== 'thirdParty' ? 'party' : party.role;
  const common = {
    role,
    name: party.name,
    ...given({ phone: party.phone, address: party.address }),
    representatives: party.representatives.map((one) => ({
      kind: one.kind,
      name: one.name,
      ...given({ relation: one.relation, phone: one.phone, idNumber: one.idNumber }),
      ...(one.kind === 'agent' && one.scope !== 'byLaw' ? { scope: one.scope } : {}),
    })),
  } as const;
  if (party.kind === 'organisation') {
    return {
      ...common,
      kind: 'organisation',
      ...given({
        legalRepresentative: party.legalRepresentative,
        post: party.legalRepresentativePost,
        creditCode: party.creditCode,
      }),
    };
  }
  const age = knownAge(party, on);
  return {
    ...common,
    kind: 'person',
    ...(party.gender === 'unknown' ? {} : { gender: party.gender }),
    ...(age === null ? {} : { age }),
    ...given({ ethnicity: party.ethnicity, occupation: party.occupation, idNumber: party.idNumber }),
  };
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Only what has text: the templates leave out what is absent and refuse what is empty. */
export function given<K extends string>(values: Record<K, string | null | undefined>): { [P in K]?: string } {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value === 'string' && value.trim() !== ''),
  ) as {
    [P in K]?: string;
  };
}
