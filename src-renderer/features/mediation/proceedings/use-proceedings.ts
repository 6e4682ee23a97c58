import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { useRoute } from '../../../bridge/queries.ts';
import type { Choice } from '../../../ui/form/fields.tsx';

export type Proceedings = RouteOutput<'mediation.readProceedings'>;

/** What happened between acceptance and agreement; all panels of the page share one answer. */
export const useProceedings = (caseId: string) => useRoute('mediation.readProceedings', { caseId });

export const partyChoices = (view: CaseView): Choice[] =>
  view.parties.map(({ id, name }) => ({ value: id, label: name }));

/** Names of parties in their order; a party that is no longer on the case shows as a dash. */
export const partyNames = (view: CaseView, ids: readonly string[]): string =>
  ids.map((id) => view.parties.find((party) => party.id === id)?.name ?? '–').join('、');
