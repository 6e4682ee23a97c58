import type { DocumentView } from '../../contract/documents.ts';
import type { CovenantFields, CovenantKind } from '../../contract/mediation/covenants.ts';
import type { MinutesData } from '../documents/covenant-data.ts';
import { formatDate, isCivilDate } from '../../platform/dates.ts';
import { clauseData } from '../paper-data.ts';

export const covenantPapers: Readonly<Record<CovenantKind, DocumentView['kind']>> = {
  covenant: 'mediation.covenantContract',
  minutes: 'mediation.meetingMinutes',
  responsibility: 'mediation.responsibilityLetter',
  commitment: 'mediation.commitmentLetter',
};

/** Template data of a covenant; votes and items stand in words. Texts of papers, hence Chinese. */
export function covenantData(
  covenant: CovenantFields,
  committee: string,
  number: string | null,
): MinutesData {
  const names = new Map(covenant.units.map((unit) => [unit.id, unit.name]));
  const votes = covenant.votes.map(
    (vote) =>
      `${vote.matter}：同意 ${vote.inFavour}，反对 ${vote.against}，弃权 ${vote.abstained}，${vote.inFavour > vote.against ? '通过' : '未通过'}。`,
  );
  const isMinutes = covenant.kind === 'minutes';
  return {
    committee,
    ...(number === null ? {} : { number }),
    subject: covenant.title,
    parties: covenant.units.map((unit) => ({
      role: 'party' as const,
      name: unit.name,
      ...(unit.phone === '' ? {} : { phone: unit.phone }),
      ...(unit.kind === 'organisation'
        ? {
            kind: 'organisation' as const,
            ...(unit.representative === '' ? {} : { legalRepresentative: unit.representative }),
          }
        : { kind: 'person' as const }),
    })),
    ...(isMinutes
      ? { discussion: [covenant.body, ...votes].filter(Boolean).join('\n') }
      : { preamble: [covenant.body, ...votes].filter(Boolean).join('\n') }),
    clauses: covenant.clauses.map((clause) => clauseData(clause, names)),
    review: covenant.items
      .map(
        (item) =>
          `${item.text}，责任人：${item.owner}${isCivilDate(item.dueOn) ? `，期限：${formatDate(item.dueOn)}` : ''}。`,
      )
      .join('\n'),
    validFrom: covenant.madeOn,
    date: covenant.madeOn,
    ...(covenant.place === '' ? {} : { place: covenant.place }),
    ...(covenant.recorder === '' ? {} : { recorder: covenant.recorder }),
    attendees: covenant.units.map((unit) => unit.representative || unit.name),
    copies: covenant.units.length + 1,
  };
}
