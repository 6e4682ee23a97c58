import type { caseSources, outcomes, terminationReasons } from '../../contract/mediation/case-values.ts';
import type { ImportField, ImportProblem } from '../../contract/mediation/register.ts';
import { canonicalJson, sha256 } from '../../platform/hash.ts';
import { fold } from '../search/fold.ts';
import { readParties, readSide, type ImportParty } from './import-parties.ts';
import { shownValue } from './import-masks.ts';
import { wordKey, type ImportWords } from './import-words.ts';
import { readAmount, readDate } from './spelling.ts';

/** A line of an old register as a case of this one. */
export interface ImportCase {
  number: string;
  title: string;
  disputeType: string;
  disputeSubType: string;
  source: (typeof caseSources)[number];
  referralSource: string;
  appliedOn: string;
  acceptedOn: string | null;
  end: ImportEnd;
  parties: ImportParty[];
  facts: string;
  requests: string[];
  amountFen: number | null;
  mediator: string;
  note: string;
}

/** How the case ended in the old register, if it did. */
export type ImportEnd =
  | { stage: 'open' }
  | { stage: 'closed'; on: string; outcome: (typeof outcomes)[number] }
  | { stage: 'terminated'; on: string; reason: (typeof terminationReasons)[number] }
  | { stage: 'declined'; on: string };

export interface ReadLine {
  case: ImportCase;
  problems: ImportProblem[];
  /** What the line leaves open and every case must have: the usual value is taken, and the person is told. */
  assumed: AssumedField[];
}

/** The usual values of fields that old registers often lack. */
const usual = { disputeType: 'other', source: 'writtenApplication' } as const;
export type AssumedField = keyof typeof usual;
export const assumable = Object.keys(usual) as AssumedField[];

export interface ImportRules {
  words: ImportWords;
  typeNames: ReadonlyMap<string, string>;
  today: string;
  /** Accepted cases without a number get one when they are written. */
  assignNumbers: boolean;
}

/**
 * What a line says, and everything in it that cannot be taken over: unreadable values, and what 人民调解法 does not
 * allow a case to be (an agreement without acceptance, an end before the beginning). `cells` is keyed by field.
 */
export function readLine(cells: Partial<Record<ImportField, string>>, rules: ImportRules): ReadLine {
  const { words, today } = rules;
  const problems: ImportProblem[] = [];
  const report: Report = (field, code, params = {}) =>
    problems.push({
      field,
      code,
      params,
      value: field === null ? '' : shownValue(field, cells[field] ?? ''),
    });
  const value = (field: ImportField): string => {
    const text = (cells[field] ?? '').normalize('NFC').trim();
    return words.empty.has(text) ? '' : text;
  };
  const day = (field: ImportField): string | null => {
    const text = value(field);
    if (text === '') return null;
    const date = readDate(text);
    if (date === undefined) report(field, 'dateUnreadable');
    else if (date > today) report(field, 'dateInFuture', { today });
    return date ?? null;
  };

  const number = value('number');
  const acceptedOn = day('acceptedOn');
  const closedOn = day('closedOn');
  const givenApplied = day('appliedOn');
  const appliedOn = givenApplied ?? acceptedOn;
  if (appliedOn === null && value('appliedOn') === '' && value('acceptedOn') === '')
    report('appliedOn', 'dateMissing');
  if (givenApplied && acceptedOn && acceptedOn < givenApplied) report('acceptedOn', 'datesReversed');
  const begun = acceptedOn ?? appliedOn;
  if (begun && closedOn && closedOn < begun) report('closedOn', 'datesReversed');

  const parties = partiesOf(value, words);
  if (parties.length === 0) report(value('applicants') === '' ? 'parties' : 'applicants', 'partyMissing');
  if (parties.some((party) => party.name.length > 80)) report('parties', 'nameTooLong');
  if (parties.length > 200) report('parties', 'tooManyParties');
  if (parties.some((party) => party.phone.length > 40)) report('applicantPhone', 'textTooLong');

  const type = typeOf(value('disputeType'), words);
  if (!type) report('disputeType', 'typeUnknown');
  const source = sourceOf(value('source'), words);
  if (!source) report('source', 'sourceUnknown');

  const amountText = value('amount');
  const amount = amountText === '' ? null : (readAmount(amountText) ?? undefined);
  if (amount === undefined) report('amount', 'amountUnreadable');
  else if (amount !== null && amount > 10_000_000_000_000) report('amount', 'amountTooLarge');

  const end = endOf({ value, words, acceptedOn, closedOn, amount: amount ?? null, report });
  const needsNumber = acceptedOn !== null && end.stage !== 'declined';
  if (needsNumber && number === '' && !rules.assignNumbers) report('number', 'numberMissing');

  const title = value('title') || titleOf(parties, rules.typeNames.get(type?.type ?? '') ?? '');
  const requests = value('requests')
    .split(/[\n；;]+/u)
    .map((one) => one.trim())
    .filter(Boolean);
  const texts: [ImportField, string, number][] = [
    ['number', number, 60],
    ['title', title, 100],
    ['facts', value('facts'), 20_000],
    ['mediator', value('mediator'), 80],
    ['note', value('note'), 1_000],
    ...requests.map((one): [ImportField, string, number] => ['requests', one, 500]),
  ];
  for (const [field, text, most] of texts) {
    if (text.length > most) report(field, 'textTooLong', { most });
    if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(text) || !text.isWellFormed())
      report(field, 'badCharacters');
  }
  return {
    case: {
      ...{ number, title, acceptedOn, end, parties },
      disputeType: type?.type ?? usual.disputeType,
      disputeSubType: type?.subType ?? '',
      source: source?.source ?? usual.source,
      referralSource: source?.referral ?? '',
      appliedOn: appliedOn ?? '',
      // A case file is never without facts; many a register says them in the title only.
      facts: value('facts') || title,
      requests,
      amountFen: amount ?? null,
      mediator: value('mediator'),
      note: value('note'),
    },
    problems,
    assumed: assumable.filter((field) => value(field) === ''),
  };
}

/** What makes two lines the same case: the number, else day, title and people. */
export function fingerprintOf(line: ImportCase): string {
  const people = line.parties.map((party) => `${party.role} ${fold(party.name)}`).sort();
  return sha256(
    canonicalJson(
      line.number === ''
        ? { on: line.appliedOn, title: fold(line.title), people }
        : { number: fold(line.number) },
    ),
  );
}

type Report = (field: ImportField | null, code: string, params?: Record<string, string | number>) => void;

function partiesOf(value: (field: ImportField) => string, words: ImportWords): ImportParty[] {
  const phones: [string, string] = [value('applicantPhone'), value('respondentPhone')];
  const sides = [
    ...readSide(value('applicants'), 'applicant', phones[0], words),
    ...readSide(value('respondents'), 'respondent', phones[1], words),
  ];
  return sides.length > 0 ? sides : readParties(value('parties'), phones, words);
}

function typeOf(text: string, words: ImportWords): { type: string; subType: string } | undefined {
  if (text === '') return { type: usual.disputeType, subType: '' };
  return words.disputeTypes.get(wordKey(text)) ?? words.disputeTypes.get(wordKey(text.replace(/纠纷$/u, '')));
}

function sourceOf(text: string, words: ImportWords) {
  if (text === '') return { source: usual.source, referral: '' };
  const code = words.sources.get(wordKey(text));
  if (code === undefined) return undefined;
  return code.startsWith('referral.')
    ? { source: 'referral' as const, referral: code.slice('referral.'.length) }
    : { source: code as ImportCase['source'], referral: '' };
}

interface EndFacts {
  value(field: ImportField): string;
  words: ImportWords;
  acceptedOn: string | null;
  closedOn: string | null;
  amount: number | null;
  report: Report;
}

/** The end of the case. `result` says how it went, `performance` what came of the agreement. */
function endOf({ value, words, acceptedOn, closedOn, amount, report }: EndFacts): ImportEnd {
  const known = (field: 'result' | 'performance') => {
    const text = value(field);
    if (text === '') return '';
    const code = words.results.get(wordKey(text));
    if (code === undefined) report(field, 'resultUnknown');
    return code ?? '';
  };
  const before = value('result') === '' ? 0 : 1;
  const result = known('result');
  const performance = known('performance');
  if (before === 1 && result === '') return { stage: 'open' };
  const without = (code: string) => {
    if (amount !== null && amount > 0) report('amount', code);
  };

  if (result === 'declined') {
    if (acceptedOn !== null) report('result', 'declinedButAccepted');
    without('amountWithoutAgreement');
    if (closedOn === null && value('appliedOn') === '') report('closedOn', 'endMissing');
    return { stage: 'declined', on: closedOn ?? readDate(value('appliedOn')) ?? '' };
  }
  if (result === 'noAgreement' || result === 'withdrawn' || result === 'refused') {
    if (acceptedOn === null) report('acceptedOn', 'endWithoutAcceptance');
    if (closedOn === null) report('closedOn', 'endMissing');
    without('amountWithoutAgreement');
    return { stage: 'terminated', on: closedOn ?? '', reason: result };
  }
  const outcome = outcomeOf(result, performance);
  if (outcome === null) {
    if (closedOn !== null) report('result', 'resultMissing');
    else without('amountWithoutAgreement');
    return { stage: 'open' };
  }
  // An agreement needs a case that was accepted (人民调解法 art. 28–29).
  if (acceptedOn === null) report('acceptedOn', 'agreementWithoutAcceptance');
  // Without a last day the case is still under way, with an agreement that this register has never seen.
  if (closedOn === null) report('closedOn', 'openWithAgreement');
  return { stage: 'closed', on: closedOn ?? '', outcome };
}

/** 结案时间 is when the agreement was performed (filling notes of the official forms): `success` alone means that. */
function outcomeOf(result: string, performance: string): (typeof outcomes)[number] | null {
  const outcome = result === 'success' || result === '' ? performance || result : result;
  switch (outcome) {
    case 'success':
    case 'performed':
      return 'performed';
    case 'performing':
    case 'notPerformed':
    case 'lawsuit':
    case 'judiciallyConfirmed':
      return outcome;
    default:
      return null;
  }
}

/** 张三与李四邻里纠纷, as a registration makes it when no title is typed. */
function titleOf(parties: readonly ImportParty[], typeName: string): string {
  const first = (role: ImportParty['role']) => parties.find((party) => party.role === role)?.name ?? '';
  const sides = [first('applicant'), first('respondent')].filter(Boolean).join('与');
  return `${sides}${typeName}`.slice(0, 100);
}
