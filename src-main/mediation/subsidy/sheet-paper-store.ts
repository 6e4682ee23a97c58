import type { SubsidyLine } from '../../contract/mediation/subsidy.ts';
import { userNames } from '../../people/public.ts';
import type { DocumentKind } from '../../platform/documents/registry.ts';
import type { CaseContext } from '../case-store.ts';
import type { SubsidySheetData } from '../documents/subsidy-sheet-data.ts';
import { summaryOf } from './assess.ts';
import type { SubsidySheetRecord } from './entities.ts';
import { ruleSetsOf } from './rule-store.ts';
import { storedLines } from './sheet-store.ts';

export const sheetTitle = '人民调解“以案定补”补贴发放审批表';

/**
 * What the sheet prints, from its stored lines. It leaves the house for the payer, so cases stand on it by number and
 * type, not by the names of those who quarrelled.
 */
export async function sheetPaper(
  context: CaseContext,
  sheet: SubsidySheetRecord,
  approval: { approvedBy: string; approvedOn: string } | null,
): Promise<{ kind: DocumentKind; title: string; data: SubsidySheetData }> {
  const { tx, actor, services } = context;
  const lines = await storedLines(tx, sheet.id);
  const types = services.reference.inForce('disputeTypes', actor.committee.region, sheet.period_to);
  const typeName = (code: string) => types.find((one) => one.code === code)?.name ?? code;
  const used = new Set(lines.map(({ ruleSetId }) => ruleSetId));
  const rules = (await ruleSetsOf(tx, actor.committee.id)).filter(({ id }) => used.has(id));
  const maker = sheet.submitted_by ?? sheet.made_by;
  const names = await userNames(tx, [maker]);
  return {
    kind: 'mediation.subsidySheet',
    title: `${sheetTitle} ${sheet.number}`,
    data: {
      committee: actor.committee.name,
      number: sheet.number,
      periodFrom: sheet.period_from,
      periodTo: sheet.period_to,
      ...(sheet.note ? { note: sheet.note } : {}),
      lines: lines.map((line) => ({
        number: line.number,
        disputeType: typeName(line.disputeType),
        endedOn: line.endedOn ?? '',
        className: line.className,
        form: line.form,
        outcome: line.outcome,
        performed: line.performed,
        score: line.score,
        amountFen: line.amountFen,
        shares: paidShares(line),
        ...(line.overridden ? { override: { ruleFen: line.ruleFen, reason: line.overrideReason } } : {}),
      })),
      summary: summaryOf(lines).map(({ name, cases, amountFen }) => ({ name, cases, amountFen })),
      totalFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
      rules: rules.map(({ name, number, validFrom, source }) => ({ name, number, validFrom, source })),
      madeBy: names.get(maker) ?? '',
      ...(approval ?? {}),
    },
  };
}

const paidShares = ({ shares }: SubsidyLine) =>
  shares.filter(({ amountFen }) => amountFen > 0).map(({ name, amountFen }) => ({ name, amountFen }));
