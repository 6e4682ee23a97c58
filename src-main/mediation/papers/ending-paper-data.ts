import type { DeclineKind } from '../../contract/mediation/case-values.ts';
import type {
  ClosingReportData,
  NonAcceptanceLetterData,
  PreFilingTerminationData,
  TerminationNoticeData,
} from '../documents/ending-papers-data.ts';
import { given, type PaperSource } from '../paper-data.ts';
import type { FormTexts } from './case-paper-data.ts';
import { namesOf, partiesOn } from './paper-people.ts';

/** Form 18: not accepted; the parties are told of the other routes. */
export function nonAcceptanceLetterData(
  source: PaperSource,
  declined: { kind: DeclineKind; reason: string; on: string },
  texts: FormTexts,
  number: string | null,
): NonAcceptanceLetterData {
  // On application it answers whoever applied; nobody did where the committee looked into it or was sent it.
  const applied = source.source === 'writtenApplication' || source.source === 'oralApplication';
  const applicants = applied ? source.parties.filter((party) => party.role === 'applicant') : [];
  return {
    committee: source.committee,
    ...given({
      number,
      disputeName: source.title,
      appliedOn: source.appliedOn,
      referredBy: source.source === 'referral' ? source.referredBy : '',
      date: declined.on,
    }),
    applicants: (applicants.length > 0 ? applicants : source.parties).map((party) => party.name),
    outcome: declined.kind,
    source: source.source === 'referral' || source.source === 'ownInitiative' ? source.source : 'application',
    reason: declined.reason,
    routes: texts.paragraphs('nonAcceptanceRoutes'),
  };
}

/** Reasons as they are printed (人民调解法 art. 17, 26). */
export const terminationWords = {
  noAgreement: '经调解，当事人未能达成调解协议。',
  refused: '当事人明确拒绝继续调解。',
  withdrawn: '申请人撤回调解申请。',
  overTime: '调解期限届满，当事人未能达成调解协议，也未一致同意延长。',
  otherRoute: '纠纷已由其他机关受理，或者当事人选择其他途径解决。',
  other: '',
} as const;

export interface TerminationSource {
  reason: keyof typeof terminationWords;
  note: string;
  on: string;
  disputeFocus: string;
  complexity: 'simple' | 'complex' | null;
}

const reasonText = ({ reason, note }: TerminationSource): string =>
  [terminationWords[reason], note].filter((text) => text !== '').join('\n');

/** Form 18: mediation is ended and the parties are told of the other routes (人民调解法 art. 26). */
export function terminationNoticeData(
  source: PaperSource,
  termination: TerminationSource,
  texts: FormTexts,
  number: string | null,
): TerminationNoticeData {
  return {
    committee: source.committee,
    ...given({
      number,
      disputeName: source.title,
      acceptedOn: source.acceptedOn,
      terminatedOn: termination.on,
      date: termination.on,
    }),
    parties: namesOf(source),
    reason: reasonText(termination),
    routes: texts.paragraphs('otherRoutes'),
  };
}

/** 诉前案件终止调解情况表, for the court that referred the case. */
export function preFilingTerminationData(
  source: PaperSource,
  termination: TerminationSource,
  course: string,
  number: string | null,
): PreFilingTerminationData {
  return {
    committee: source.committee,
    ...given({
      number,
      court: source.referralBody,
      courtNumber: source.referralNumber,
      cause: source.disputeSubType || source.disputeType,
      receivedOn: source.acceptedOn,
      terminatedOn: termination.on,
      date: termination.on,
    }),
    parties: namesOf(source),
    course,
    reason: reasonText(termination),
    issues: termination.disputeFocus,
    ...(termination.complexity === null ? {} : { complexity: termination.complexity }),
    mediators: [...source.mediators],
  };
}

export interface ClosingSource {
  closedOn: string | null;
  filledOn: string;
  course: string;
  agreementNumber: string | null;
  performance: string;
  opinion: string;
}

const closingSources = {
  writtenApplication: 'application',
  oralApplication: 'application',
  ownInitiative: 'ownInitiative',
} as const;

/** Form 17; 承办人 are the mediators. */
export function closingReportData(source: PaperSource, closing: ClosingSource): ClosingReportData {
  return {
    committee: source.committee,
    ...given({
      number: source.number,
      filledOn: closing.filledOn,
      acceptedOn: source.acceptedOn,
      closedOn: closing.closedOn,
      disputeType: source.disputeType,
      agreementNumber: closing.agreementNumber,
    }),
    handlers: [...source.mediators],
    parties: partiesOn(source, source.acceptedOn ?? source.appliedOn),
    source:
      source.source === 'referral' ? referralOrigin(source.referralSource) : closingSources[source.source],
    facts: source.facts,
    course: closing.course,
    performance: closing.performance,
    opinion: closing.opinion,
  };
}

function referralOrigin(code: string): 'police' | 'court' | 'government' | 'other' {
  if (code.startsWith('court')) return 'court';
  return code === 'police' || code === 'government' ? code : 'other';
}
