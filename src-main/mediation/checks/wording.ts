import type { Finding } from '../../contract/mediation/finding.ts';
import { remark, type FindingCode } from '../findings.ts';
import type { CheckInput } from './input.ts';

/** What a kind of words in the reference data is reported as. */
const kinds: Record<string, { code: FindingCode; severity: Finding['severity']; instead: boolean }> = {
  vague: { code: 'vagueWord', severity: 'warning', instead: true },
  confusable: { code: 'confusableTerm', severity: 'warning', instead: true },
  fee: { code: 'feeForMediation', severity: 'error', instead: false },
  unlawful: { code: 'unlawfulTerm', severity: 'warning', instead: true },
  notConfirmable: { code: 'notConfirmable', severity: 'hint', instead: false },
  outsider: { code: 'outsiderRights', severity: 'hint', instead: false },
};

/** Blanks that were never filled in: `____`, `××××`, `（　）`. One × or two are how names are hidden. */
const PLACEHOLDER = /_{2,}|＿{2,}|[×xX]{3,}|（[\s　]*）|\([\s　]+\)/u;

/** Words that make a term vague, ambiguous or void; the words are data, the longest match is named. */
export function checkWording(input: CheckInput): Finding[] {
  return [
    ...textsOf(input).flatMap(({ place, text }) => [
      ...checkTerms(input, place, text),
      ...checkPlaceholder(place, text),
    ]),
    ...checkFacts(input),
  ];
}

/** Facts that the police may have to hear of (人民调解法 art. 25). */
function checkFacts(input: CheckInput): Finding[] {
  const { facts, issues } = input.agreement;
  return input.terms.flatMap((term) => {
    if (term.kind !== 'crime') return [];
    const place = ['facts', 'issues'] as const;
    return place.flatMap((name) => {
      const text = name === 'facts' ? facts : issues;
      const word = term.words.find((one) => text.includes(one));
      return word === undefined ? [] : [remark('hint', 'possibleCrime', name, term.source, { word })];
    });
  });
}

function checkTerms(input: CheckInput, place: string, text: string): Finding[] {
  return input.terms.flatMap((term) => {
    const kind = kinds[term.kind];
    const word =
      kind && [...term.words].sort((a, b) => b.length - a.length).find((one) => text.includes(one));
    if (!kind || word === undefined) return [];
    const params: Finding['params'] = kind.instead ? { word, instead: term.instead } : { word };
    return [remark(kind.severity, kind.code, place, term.source, params)];
  });
}

function checkPlaceholder(place: string, text: string): Finding[] {
  const word = PLACEHOLDER.exec(text)?.[0];
  return word === undefined
    ? []
    : [remark('warning', 'placeholderLeft', place, 'practice: no blanks in what is signed', { word })];
}

function textsOf({ agreement }: CheckInput): { place: string; text: string }[] {
  return [
    ...agreement.responsibilities.map((one, index) => ({
      place: `responsibilities.${index}.text`,
      text: one.text,
    })),
    ...agreement.clauses.flatMap((clause, index) => [
      { place: `clauses.${index}.text`, text: clause.text },
      { place: `clauses.${index}.amountText`, text: clause.amountText },
      { place: `clauses.${index}.dueText`, text: clause.dueText },
      { place: `clauses.${index}.manner`, text: clause.manner },
      ...clause.instalments.map((one, at) => ({
        place: `clauses.${index}.instalments.${at}.dueText`,
        text: one.dueText,
      })),
    ]),
    { place: 'performance', text: agreement.performance },
  ].filter((one) => one.text !== '');
}
