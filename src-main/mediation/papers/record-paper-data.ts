import type {
  EvidenceListData,
  InvestigationRecordData,
  MediationRecordData,
  ReturnVisitData,
} from '../documents/record-papers-data.ts';
import { given, partyData, type PaperSource } from '../paper-data.ts';
import type { EvidenceRecord, InvestigationRecord } from '../proceedings/entities.ts';
import type { SatisfactionRecord, VisitRecord } from '../performance/entities.ts';
import type { FormTexts } from './case-paper-data.ts';

/** Names typed in one line, by whatever they were parted with. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[、，,；;\n]+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Form 7. */
export function investigationRecordData(
  source: PaperSource,
  investigation: Pick<
    InvestigationRecord,
    | 'held_on'
    | 'starts_at'
    | 'ends_at'
    | 'place'
    | 'participants'
    | 'asked'
    | 'asked_relation'
    | 'matter'
    | 'record'
    | 'investigator'
    | 'recorder'
  >,
  number: string | null,
): InvestigationRecordData {
  return {
    committee: source.committee,
    ...given({
      number,
      date: investigation.held_on,
      from: investigation.starts_at,
      to: investigation.ends_at,
      place: investigation.place,
      personsNote: investigation.asked_relation,
      subject: investigation.matter,
      recorder: investigation.recorder,
    }),
    participants: namesIn(investigation.participants),
    persons: namesIn(investigation.asked),
    record: investigation.record,
    investigators:
      investigation.investigator === '' ? [...source.mediators] : namesIn(investigation.investigator),
  };
}

/** Form 8: what is for the dossier, in its order. A line that was struck out or marked otherwise is not on it. */
export function evidenceListData(
  source: PaperSource,
  evidence: readonly Pick<
    EvidenceRecord,
    | 'name'
    | 'provider_kind'
    | 'provider_party_id'
    | 'provider_name'
    | 'copies'
    | 'pages'
    | 'original'
    | 'note'
    | 'in_dossier'
    | 'withdrawn_on'
  >[],
  date: string,
  number: string | null,
): EvidenceListData {
  const names = new Map(source.parties.map((party) => [party.id, party.name]));
  const providerOf = (one: (typeof evidence)[number]): string => {
    if (one.provider_kind === 'committee') return source.committee;
    return one.provider_kind === 'party' ? (names.get(one.provider_party_id ?? '') ?? '') : one.provider_name;
  };
  const listed = evidence.filter((one) => one.in_dossier === 1 && one.withdrawn_on === null);
  const providers = new Set(listed.filter((one) => one.provider_kind !== 'committee').map(providerOf));
  return {
    committee: source.committee,
    ...given({ number, disputeName: source.title, receivedBy: source.mediators[0], date }),
    items: listed.map((one) => ({
      name: one.name,
      ...given({ providedBy: providerOf(one), note: one.note }),
      copies: one.copies,
      ...(one.pages === null ? {} : { pages: one.pages }),
      original: one.original === 1 ? 'original' : 'copy',
    })),
    providers: [...providers].filter((name) => name !== ''),
  };
}

export interface SessionSource {
  heldOn: string;
  startsAt: string;
  endsAt: string;
  place: string;
  attendees: string;
  minutes: string;
  result: string;
  recorder: string;
  /** Names of those who mediated at it. */
  mediatedBy: readonly string[];
}

/** Form 9. Only of a joint session: a caucus has no record and no form. */
export function mediationRecordData(
  source: PaperSource,
  session: SessionSource,
  isOpen: boolean,
  texts: FormTexts,
  number: string | null,
): MediationRecordData {
  return {
    committee: source.committee,
    ...given({
      number,
      date: session.heldOn,
      from: session.startsAt,
      to: session.endsAt,
      place: session.place,
      recorder: session.recorder,
      signedOn: session.heldOn,
    }),
    open: isOpen,
    parties: source.parties.map((party) =>
      partyData(party, session.heldOn, source.source === 'ownInitiative'),
    ),
    participants: namesIn(session.attendees),
    statement: texts.paragraphs('sessionStatement').join(''),
    record: session.minutes,
    result: session.result,
    mediators: [...session.mediatedBy],
  };
}

const visitManners = {
  phone: 'phone',
  atHome: 'visit',
  atCommittee: 'office',
  online: 'other',
  other: 'other',
} as const;
const visitPerformance = {
  full: 'performed',
  partly: 'partly',
  none: 'notPerformed',
  notDue: 'inTime',
} as const;

/** The form has three boxes; 非常满意 is kept apart only on file. */
const satisfactionBoxes = {
  verySatisfied: 'satisfied',
  satisfied: 'satisfied',
  fair: 'fairly',
  dissatisfied: 'dissatisfied',
} as const;

/** Form 12. */
export function returnVisitData(
  source: PaperSource,
  visit: Pick<
    VisitRecord,
    | 'visited_on'
    | 'manner'
    | 'visitors'
    | 'party_ids'
    | 'performance'
    | 'findings'
    | 'satisfaction'
    | 'lawsuit'
    | 'hidden_risk'
    | 'measures'
  >,
  said: readonly Pick<SatisfactionRecord, 'party_id' | 'level'>[],
  agreementNumber: string | null,
  number: string | null,
): ReturnVisitData {
  const names = new Map(source.parties.map((party) => [party.id, party.name]));
  const visited = (JSON.parse(visit.party_ids) as string[]).flatMap((id) => names.get(id) ?? []);
  const told = [
    visit.findings,
    visit.satisfaction && `满意情况：${visit.satisfaction}`,
    visit.lawsuit && `起诉及裁判情况：${visit.lawsuit}`,
    visit.hidden_risk && `隐患：${visit.hidden_risk}`,
  ];
  return {
    committee: source.committee,
    ...given({
      number,
      agreementNumber,
      subject: source.title,
      visitedOn: visit.visited_on,
    }),
    parties: source.parties.map((party) => party.name),
    manner: visitManners[visit.manner],
    performance: visitPerformance[visit.performance],
    satisfaction: source.parties.flatMap((party) => {
      const level = said.find((one) => one.party_id === party.id)?.level;
      return level ? [{ name: party.name, level: satisfactionBoxes[level] }] : [];
    }),
    situation: told.filter((text) => text !== '').join('\n'),
    measures: visit.measures,
    visited,
    visitors: namesIn(visit.visitors),
  };
}
