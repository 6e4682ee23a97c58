import type { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../src-main/contract/mediation/case-views.ts';

type T = ReturnType<typeof useTranslation<'mediation'>>['t'];

export function partiesText(row: Pick<CaseRow, 'parties' | 'partyCount'>, t: T): string {
  const names = row.parties.join('、');
  return row.partyCount > row.parties.length ? t('list.partiesMore', { names, n: row.partyCount }) : names;
}

/** Codes of the next action are the server's; one without a sentence shows itself. */
export function nextActionText(code: string, t: T): string {
  const find = t as unknown as (key: string, options: { defaultValue: string }) => string;
  return find(`case.nextAction.${code}`, { defaultValue: code });
}
