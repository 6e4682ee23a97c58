import type { TermRow } from '../../contract/mediation/deadlines.ts';
import { civilDate, daysBetween } from '../../platform/dates.ts';
import type {
  DeadlineSheetData,
  ExtensionAgreementData,
  SuspensionNoteData,
} from '../documents/term-papers-data.ts';
import { given, partyData, type PaperSource } from '../paper-data.ts';

/** 延长调解期限协议; signed by all parties. */
export function extensionAgreementData(
  source: PaperSource,
  extension: { agreedOn: string; toOn: string; reason: string; formerDueOn: string | null },
  number: string | null,
): ExtensionAgreementData {
  return {
    committee: source.committee,
    ...given({
      number,
      disputeName: source.title,
      acceptedOn: source.acceptedOn,
      dueOn: extension.formerDueOn,
      extendedTo: extension.toOn,
      date: extension.agreedOn,
    }),
    parties: source.parties.map((party) =>
      partyData(party, extension.agreedOn, source.source === 'ownInitiative'),
    ),
    reason: extension.reason,
    mediators: [...source.mediators],
  };
}

/** 调解期限扣除记录. Days are counted with both ends, as the clock stands still on both. */
export function suspensionNoteData(
  source: PaperSource,
  suspension: {
    reason: 'appraisal' | 'expert' | 'other';
    note: string;
    fromOn: string;
    toOn: string | null;
    formerDueOn: string | null;
    newDueOn: string | null;
  },
  date: string,
  number: string | null,
): SuspensionNoteData {
  const { fromOn, toOn } = suspension;
  return {
    committee: source.committee,
    ...given({
      number,
      disputeName: source.title,
      from: fromOn,
      to: toOn,
      formerDueOn: suspension.formerDueOn,
      newDueOn: toOn === null ? null : suspension.newDueOn,
      date,
    }),
    parties: source.parties.map((party) => party.name),
    cause: suspension.reason,
    reason: suspension.note,
    ...(toOn === null ? {} : { days: daysBetween(civilDate(fromOn), civilDate(toOn)) + 1 }),
    mediators: [...source.mediators],
  };
}

/** 调解期限控制表: the terms of the case as they are counted on the day of printing. */
export function deadlineSheetData(
  source: PaperSource,
  terms: readonly TermRow[],
  date: string,
): DeadlineSheetData {
  return {
    committee: source.committee,
    ...given({ number: source.number, disputeName: source.title, date }),
    parties: source.parties.map((party) => party.name),
    mediators: [...source.mediators],
    rows: terms
      .filter((term) => term.dueOn !== null || term.doneOn !== null)
      .map((term) => {
        const length = term.steps.find((step) => step.step === 'length');
        const paused = term.steps
          .filter((step) => step.step === 'paused')
          .reduce((days, step) => days + Number(step.params['days'] ?? 0), 0);
        const extended = term.steps.findLast((step) => step.step === 'extended');
        return {
          name: term.name,
          ...given({
            anchoredOn: term.fromOn,
            length: length ? lengthText(length.params) : '',
            dueOn: term.dueOn,
            extendedTo: extended ? String(extended.params['to'] ?? '') : '',
            doneOn: term.doneOn,
            source: term.source,
          }),
          ...(paused > 0 ? { suspendedDays: paused } : {}),
        };
      }),
  };
}

const units: Record<string, string> = { days: '日', workingDays: '个工作日', months: '个月' };

const lengthText = (params: Record<string, string | number>): string =>
  `${params['n'] ?? ''}${units[String(params['unit'])] ?? ''}`;
