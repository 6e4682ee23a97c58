import type { CaseParty } from '../../contract/mediation/case-values.ts';
import type { RecusalDecisionData } from '../documents/ending-papers-data.ts';
import type { InsurerNoticeData, SessionNoticeData } from '../documents/letter-papers-data.ts';
import type {
  PowerOfAttorneyData,
  RightsNoticeData,
  ServiceAddressData,
  UndisputedFactsData,
} from '../documents/party-papers-data.ts';
import type { ExpertConsultationData, JointOpinionData } from '../documents/record-papers-data.ts';
import { given, linesOf, partyData, type PaperSource } from '../paper-data.ts';
import { isUnopposed, namesOf, partiesOn } from './paper-people.ts';

/** Dated form texts by code, as the committee’s region has them in force. */
export interface FormTexts {
  title(code: string): string;
  paragraphs(code: string): string[];
  /** Nothing where the rule behind a text was not in force yet. */
  ifInForce(code: string): string[];
}

const roleNames = { applicant: '申请人', respondent: '被申请人', thirdParty: '第三人' } as const;

/** Form 5, with the separate consent to the handling of personal information. */
export function rightsNoticeData(
  source: PaperSource,
  texts: FormTexts,
  on: string | null,
  number: string | null,
): RightsNoticeData {
  return {
    committee: source.committee,
    ...given({ number, date: on }),
    title: texts.title('rightsNotice'),
    paragraphs: texts.paragraphs('rightsNotice'),
    consent: texts.ifInForce('personalInformationConsent'),
    parties: source.parties.map((party) => partyData(party, on ?? source.appliedOn, true)),
  };
}

/** Form 6: one party gives power to its agents; guardians act by law and need none. */
export function powerOfAttorneyData(
  source: PaperSource,
  party: CaseParty,
  number: string | null,
): PowerOfAttorneyData {
  const agents = party.representatives.filter((one) => one.kind === 'agent');
  const scope = agents.some((one) => one.scope === 'special') ? 'special' : 'general';
  const items = agents.flatMap((one) => linesOf(one.authority));
  return {
    committee: source.committee,
    ...given({ number, disputeName: source.title }),
    principals: [{ ...partyData(party, source.appliedOn, true), representatives: [] }],
    attorneys: agents.map((one) => ({
      name: one.name,
      ...given({ relation: one.relation, phone: one.phone, idNumber: one.idNumber }),
    })),
    scope,
    items: [...new Set(items)],
  };
}

export interface ServiceAddressSource {
  partyId: string;
  recipient: string;
  phone: string;
  address: string;
  postcode: string;
  electronic: string;
  acceptsElectronic: boolean;
  confirmedOn: string;
  note: string;
}

/** Form 20: an entry for each party, empty for those whose address is not on file yet. */
export function serviceAddressData(
  source: PaperSource,
  addresses: readonly ServiceAddressSource[],
  texts: FormTexts,
  number: string | null,
): ServiceAddressData {
  const last = addresses
    .map((one) => one.confirmedOn)
    .sort()
    .at(-1);
  return {
    committee: source.committee,
    ...given({ number, disputeName: source.title, date: last }),
    entries: source.parties.map((party) => {
      const own = addresses.find((one) => one.partyId === party.id);
      return {
        party: party.name,
        role: isUnopposed(source) && party.role !== 'thirdParty' ? '当事人' : roleNames[party.role],
        ...given({
          recipient: own?.recipient,
          address: own?.address,
          postcode: own?.postcode,
          phone: own?.phone,
          electronic: own?.electronic,
        }),
        ...(own ? { acceptsElectronic: own.acceptsElectronic } : {}),
      };
    }),
    notice: texts.paragraphs('serviceAddressNotice'),
    remarks: addresses
      .map((one) => one.note)
      .filter((note) => note !== '')
      .join('\n'),
  };
}

/** Form 19. */
export function undisputedFactsData(
  source: PaperSource,
  undisputed: { facts: string; agreedOn: string; recorder: string },
  texts: FormTexts,
  number: string | null,
): UndisputedFactsData {
  return {
    committee: source.committee,
    ...given({ number, disputeName: source.title, recorder: undisputed.recorder, date: undisputed.agreedOn }),
    parties: partiesOn(source, undisputed.agreedOn),
    facts: linesOf(undisputed.facts),
    notice: texts.paragraphs('undisputedFactsNotice'),
    mediators: [...source.mediators],
  };
}

/** A session that is coming; without one the blanks are filled in by hand. */
export interface ComingSession {
  heldOn: string | null;
  startsAt: string;
  endsAt: string;
  place: string;
  /** Parties that are asked to come; empty: all of them. */
  partyIds: readonly string[];
  /** What to bring and to mind, a line each. */
  matters: string;
}

export function sessionNoticeData(
  source: PaperSource,
  session: ComingSession,
  sentOn: string,
  number: string | null,
): SessionNoticeData {
  return {
    committee: source.committee,
    ...given({
      number,
      date: session.heldOn,
      from: session.startsAt,
      to: session.endsAt,
      place: session.place,
      disputeName: source.title,
      sentOn,
    }),
    recipients:
      session.partyIds.length === 0
        ? namesOf(source)
        : source.parties.filter((party) => session.partyIds.includes(party.id)).map((party) => party.name),
    parties: namesOf(source),
    matters: linesOf(session.matters),
  };
}

export interface InsuredLine {
  line: 'medical' | 'traffic' | 'other';
  insurer: string;
  policies: readonly string[];
}

export function insurerNoticeData(
  source: PaperSource,
  insured: InsuredLine,
  session: ComingSession,
  claimFen: number | null,
  sentOn: string,
  number: string | null,
): InsurerNoticeData {
  return {
    committee: source.committee,
    ...given({
      number,
      insurer: insured.insurer,
      date: session.heldOn,
      from: session.startsAt,
      to: session.endsAt,
      place: session.place,
      disputeName: source.title,
      sentOn,
    }),
    line: insured.line,
    policies: [...insured.policies],
    parties: namesOf(source),
    facts: source.facts,
    ...(claimFen === null ? {} : { claim: claimFen }),
  };
}

export interface RecusalSource {
  mediator: string;
  applicant: string;
  askedOn: string;
  decidedOn: string;
  reason: string;
  decision: 'granted' | 'denied';
  /** Those who were put on the case after the decision. */
  replacements: readonly string[];
}

export function recusalDecisionData(
  source: PaperSource,
  recusal: RecusalSource,
  number: string | null,
): RecusalDecisionData {
  const isGranted = recusal.decision === 'granted';
  return {
    committee: source.committee,
    ...given({
      number,
      applicant: recusal.applicant,
      disputeName: source.title,
      mediator: recusal.mediator,
      appliedOn: recusal.askedOn,
      replacement: isGranted ? recusal.replacements.join('、') : '',
      date: recusal.decidedOn,
    }),
    parties: namesOf(source),
    remaining: isGranted ? source.mediators.filter((name) => name !== recusal.mediator) : [],
    reason: recusal.reason,
    decision: isGranted ? 'granted' : 'refused',
  };
}

export interface ConsultationSource {
  experts: readonly { name: string; field: string; opinion: string; recused: boolean }[];
  damage: string;
  fault: string;
  causation: string;
  /** 责任程度 in words. */
  responsibility: string;
}

export function expertConsultationData(
  source: PaperSource,
  consultation: ConsultationSource,
  number: string | null,
): ExpertConsultationData {
  const experts = consultation.experts.filter((one) => !one.recused);
  const opinions = [
    consultation.damage,
    consultation.fault,
    consultation.causation,
    ...experts.filter((one) => one.opinion !== '').map((one) => `${one.name}：${one.opinion}`),
  ];
  return {
    committee: source.committee,
    ...given({ number, disputeName: source.title, responsibility: consultation.responsibility }),
    parties: namesOf(source),
    experts: experts.map((one) => (one.field === '' ? one.name : `${one.name}（${one.field}）`)),
    opinion: opinions.filter((text) => text !== '').join('\n'),
  };
}

export function jointOpinionData(
  source: PaperSource,
  bodies: readonly { name: string; lead: boolean; representative: string; opinion: string }[],
  number: string | null,
): JointOpinionData {
  const lead = bodies.find((body) => body.lead);
  return {
    committee: source.committee,
    ...given({ number, disputeName: source.title, lead: lead?.name }),
    parties: namesOf(source),
    facts: source.facts,
    bodies: bodies.map((body) => ({
      body: body.name,
      opinion: body.opinion,
      ...given({ representative: body.representative }),
    })),
  };
}
