import { userNames } from '../../people/public.ts';
import { civilDateOfInstant } from '../../platform/dates.ts';
import type { DocumentKind } from '../../platform/documents/registry.ts';
import type { CaseContext } from '../case-store.ts';
import type { SubsidyCorrectionData } from '../documents/subsidy-correction-data.ts';
import { correctedFen, entriesOf } from './correction-store.ts';
import type { CorrectionRecord, SubsidySheetRecord } from './entities.ts';

/** What a correction prints: cases by number and type, like the sheet it corrects. */
export async function correctionPaper(
  context: CaseContext,
  sheet: SubsidySheetRecord,
  correction: CorrectionRecord,
  approval: { approvedBy: string; approvedOn: string } | null,
): Promise<{ kind: DocumentKind; title: string; data: SubsidyCorrectionData }> {
  const { tx, actor, services } = context;
  const types = services.reference.inForce('disputeTypes', actor.committee.region, sheet.period_to);
  const names = await userNames(tx, [correction.made_by]);
  const entries = (await entriesOf(tx, sheet.id)).filter((one) => one.correction_id === correction.id);
  const earlier = correction.state === 'approved' ? correction.total_fen : 0;
  const before = sheet.total_fen + (await correctedFen(tx, sheet.id)) - earlier;
  return {
    kind: 'mediation.subsidyCorrection',
    title: `人民调解“以案定补”补贴更正单 ${correction.number}`,
    data: {
      committee: actor.committee.name,
      number: correction.number,
      sheetNumber: sheet.number,
      sheetApprovedOn: civilDateOfInstant(sheet.approved_at ?? correction.made_at),
      reason: correction.reason,
      entries: entries.map((entry) => ({
        caseNumber: entry.case_number,
        disputeType: types.find(({ code }) => code === entry.dispute_type)?.name ?? entry.dispute_type,
        mediator: entry.name,
        beforeFen: entry.before_fen,
        afterFen: entry.after_fen,
      })),
      beforeFen: before,
      afterFen: before + correction.total_fen,
      madeBy: names.get(correction.made_by) ?? '',
      ...(approval ?? {}),
    },
  };
}
