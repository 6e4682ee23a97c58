import { z } from 'zod';
import {
  anyClass,
  subsidyRules,
  type SubsidyRulesView,
  type SubsidySample,
} from '../../../../src-main/contract/mediation/subsidy.ts';
import { todayText } from '../../../i18n/format.ts';

/** What the form of a rule set holds; an amount or a score not filled in yet is `null` until the schema refuses it. */
export type RulesForm = z.input<typeof subsidyRules>;
export type RateForm = RulesForm['rows'][number];

export const blankRate = (): RateForm => ({
  class: anyClass,
  form: 'any',
  outcome: 'agreement',
  performed: 'any',
  minScore: 0,
  amountFen: null as unknown as number,
});

export const blankRules = (): RulesForm => ({
  name: '',
  validFrom: todayText(),
  source: '',
  sampleCode: '',
  note: '',
  classes: [{ code: 'class1', name: '' }],
  rows: [blankRate()],
  capFen: null,
  leadShare: null,
});

/** The source stays empty: the centre adopts by a decision of its own, not by a newspaper’s word. */
export function rulesFromSample({ code, classes, rows }: SubsidySample): RulesForm {
  return {
    ...blankRules(),
    sampleCode: code,
    classes,
    rows: rows.map(({ published: _published, minScore, amountFen, ...row }) => ({
      ...row,
      minScore: minScore as number,
      amountFen: amountFen as number,
    })),
  };
}

export function rulesFromVersion(version: SubsidyRulesView): RulesForm {
  const { name, source, sampleCode, note, classes, rows, capFen, leadShare } = version;
  return { name, validFrom: todayText(), source, sampleCode, note, classes, rows, capFen, leadShare };
}

/** A code that no class of the list has: classes are known by it, whatever their name becomes. */
export function freeCode(classes: readonly { code: string }[]): string {
  for (let number = classes.length + 1; ; number += 1) {
    const code = `class${number}`;
    if (!classes.some((one) => one.code === code)) return code;
  }
}

/** The form on the screen: equal shares or a part for the lead is a choice, and its numbers are there in either way. */
export const typingSchema = subsidyRules
  .omit({ leadShare: true })
  .extend({
    sharing: z.enum(['equal', 'lead']),
    leadShare: z.strictObject({
      numerator: z.int().min(1).max(100),
      denominator: z.int().min(1).max(100),
    }),
  })
  .refine(({ sharing, leadShare }) => sharing === 'equal' || leadShare.numerator <= leadShare.denominator, {
    message: 'field.tooBig',
    path: ['leadShare', 'numerator'],
  });
export type RulesTyping = z.input<typeof typingSchema>;

export function typingOf({ leadShare, ...rules }: RulesForm): RulesTyping {
  return {
    ...rules,
    sharing: leadShare ? 'lead' : 'equal',
    leadShare: leadShare ?? { numerator: 1, denominator: 2 },
  };
}

export function typedRules({ sharing, leadShare, ...rules }: RulesTyping): RulesForm {
  return { ...rules, leadShare: sharing === 'lead' ? leadShare : null };
}
