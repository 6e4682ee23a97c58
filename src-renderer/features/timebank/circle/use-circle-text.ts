import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { hardshipClasses } from '../../../../src-main/contract/timebank/rule-bodies.ts';
import { dateText } from '../../../i18n/format.ts';

type Way = RouteOutput<'timebank.readEligibility'>['ways'][number];
type HardshipClass = (typeof hardshipClasses)[number];

interface Termed {
  from: string;
  until: string | null;
  endedOn: string | null;
  endReason: string;
}

/** The words of this subject that several of its parts need. */
export function useCircleText() {
  const { t } = useTranslation('timebankCircle');
  const classText = (one: HardshipClass) => t(`timebankRules:choice.${one}`);
  const classesText = (classes: readonly HardshipClass[]) => classes.map(classText).join('、');

  return {
    classText,
    classesText,
    /** From when to when, and how it ended. */
    termText({ from, until, endedOn, endReason }: Termed): string {
      const term =
        until === null
          ? t('circle.forever', { from: dateText(from) })
          : t('circle.fromTo', { from: dateText(from), until: dateText(until) });
      return endedOn === null
        ? term
        : `${term} · ${t('circle.endedOn', { on: dateText(endedOn), reason: endReason })}`;
    },
    /** One way of the rule in words: `80 周岁以上 · 同时属于独居空巢 · 基金可发放`. */
    wayText(way: Way): string {
      return [
        ageText(way),
        way.withCoins ? t('eligibility.way.coins') : '',
        way.allOf.length > 0 ? t('eligibility.way.allOf', { classes: classesText(way.allOf) }) : '',
        way.anyOf.length > 0 ? t('eligibility.way.anyOf', { classes: classesText(way.anyOf) }) : '',
        way.byFund ? t('eligibility.way.fund') : '',
      ]
        .filter(Boolean)
        .join(' · ');
    },
    /** What is missing for it; what can never be shown is said alone. */
    missingText({ missing }: Way): string {
      if (missing.length === 0) return t('eligibility.met');
      const words = (parts: Way['missing']) =>
        parts.map((part) => t(`eligibility.missing.${part}`)).join('、');
      const never = missing.filter((part) => ['person', 'tooYoung', 'tooOld'].includes(part));
      return never.length > 0
        ? t('eligibility.never', { what: words(never) })
        : t('eligibility.lacking', { what: words(missing) });
    },
  };

  function ageText({ fromAge, toAge }: Way): string {
    if (fromAge !== null && toAge !== null) return t('eligibility.way.ages', { from: fromAge, to: toAge });
    if (fromAge !== null) return t('eligibility.way.fromAge', { from: fromAge });
    if (toAge !== null) return t('eligibility.way.toAge', { to: toAge });
    return t('eligibility.way.anyAge');
  }
}
