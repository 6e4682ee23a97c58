import type { Finding } from '../../contract/mediation/finding.ts';
import { remark } from '../findings.ts';
import type { CheckInput } from './input.ts';

const ART_29 = '人民调解法 art. 29';
const ART_30 = '人民调解法 art. 30';
const ORDER = 'order of time';
const FAR_YEARS = 10;

/** Days in an order that can have happened. */
export function checkDates(input: CheckInput): Finding[] {
  return [...checkConclusion(input), ...checkDueDates(input)];
}

function checkConclusion(input: CheckInput): Finding[] {
  const { concludedOn, form } = input.agreement;
  const place = 'concludedOn';
  if (concludedOn === null) {
    // An oral agreement takes effect on that day; a written one may be dated by hand when it is signed.
    return [
      remark(
        form === 'oral' ? 'error' : 'warning',
        'concludedOnMissing',
        place,
        form === 'oral' ? ART_30 : ART_29,
      ),
    ];
  }
  const findings: Finding[] = [];
  if (concludedOn > input.today)
    findings.push(remark('error', 'concludedInFuture', place, ORDER, { concludedOn }));
  if (input.acceptedOn !== null && concludedOn < input.acceptedOn) {
    const params = { concludedOn, acceptedOn: input.acceptedOn };
    findings.push(remark('error', 'concludedBeforeAcceptance', place, ORDER, params));
  }
  if (input.termOn !== null && concludedOn > input.termOn) {
    const params = { concludedOn, termOn: input.termOn };
    findings.push(
      remark('warning', 'concludedAfterTerm', place, 'term of mediation (reference data)', params),
    );
  }
  return findings;
}

function checkDueDates(input: CheckInput): Finding[] {
  const { concludedOn, clauses } = input.agreement;
  const earliest = input.formerConcludedOn ?? concludedOn;
  const dues = clauses.flatMap((clause, index) => [
    { place: `clauses.${index}.dueOn`, dueOn: clause.dueOn, params: { clause: index + 1 } },
    ...clause.instalments.map((one, at) => ({
      place: `clauses.${index}.instalments.${at}.dueOn`,
      dueOn: one.dueOn,
      params: { clause: index + 1, instalment: at + 1 },
    })),
  ]);
  return dues.flatMap(({ place, dueOn, params }) => {
    if (dueOn === null) return [];
    if (concludedOn !== null && earliest !== null && dueOn < earliest) {
      return [remark('error', 'dueBeforeConclusion', place, ORDER, { ...params, dueOn, concludedOn })];
    }
    const dayOff = input.daysOff.includes(dueOn)
      ? [remark('hint', 'dueOnDayOff', place, '民事诉讼法 art. 85 (by analogy)', { ...params, dueOn })]
      : [];
    const far = Number(dueOn.slice(0, 4)) - Number((concludedOn ?? input.today).slice(0, 4)) > FAR_YEARS;
    return far ? [...dayOff, remark('warning', 'dueFarAhead', place, ORDER, { ...params, dueOn })] : dayOff;
  });
}
