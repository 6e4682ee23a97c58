import type { ReferenceRecord } from '../../platform/reference-data/reference.ts';
import { maskPhone } from '../../platform/masking.ts';
import { caseRows } from '../case-list.ts';
import type { CaseContext } from '../case-store.ts';
import { withCurrentStep } from '../current-step-store.ts';
import type { CaseRecord } from '../entities.ts';
import type { SheetRow } from './register-sheet.ts';

/** Cases as lines of a spreadsheet, in the order of `seqs`; phones masked. A case that is gone is left out. */
export async function sheetRows(
  context: CaseContext,
  seqs: readonly number[],
  types: readonly ReferenceRecord<'disputeTypes'>[],
): Promise<SheetRow[]> {
  const { tx } = context;
  const records = await tx.all<CaseRecord>(
    'SELECT cases.* FROM json_each(?) AS one CROSS JOIN cases ON cases.seq = one.value ORDER BY one.key',
    [JSON.stringify(seqs)],
  );
  const rows = await caseRows(tx, await withCurrentStep(context, records));
  const ids = JSON.stringify(records.map((record) => record.id));
  const parties = await tx.all<{ case_id: string; name: string; phone: string }>(
    `SELECT case_id, name, phone FROM case_parties
     WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY case_id, position`,
    [ids],
  );
  const areas = await tx.all<{ id: string; name: string }>('SELECT id, name FROM areas');
  const areaNames = new Map(areas.map((area) => [area.id, area.name]));
  const typeNames = new Map(types.map((type) => [type.code, type.name]));
  const ofCase = new Map<string, typeof parties>();
  for (const party of parties) ofCase.set(party.case_id, [...(ofCase.get(party.case_id) ?? []), party]);
  return rows.map((row) => {
    const own = ofCase.get(row.id) ?? [];
    return {
      ...row,
      allParties: own.map((party) => party.name).join('、'),
      phones: own
        .filter((party) => party.phone !== '')
        .map((party) => maskPhone(party.phone))
        .join('、'),
      areaName: areaNames.get(row.areaId ?? '') ?? '',
      typeName: typeNames.get(row.disputeType) ?? row.disputeType,
    };
  });
}
