import type { EntitySchema } from 'typeorm';
import {
  jointBody,
  medicalFields,
  trafficFields,
  type Fraction,
} from '../../contract/mediation/line-values.ts';
import type {
  ChargeFields,
  JointBody,
  MedicalFields,
  TrafficFields,
  WageSheet,
} from '../../contract/mediation/line-values.ts';
import { AppError, fieldError, requireVersion } from '../../platform/app-error.ts';
import type { Reader, SqlValue } from '../../platform/database/handles.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { chargeAmounts } from './charge.ts';
import {
  JointBodies,
  JointMediations,
  MedicalRecords,
  PropertyCharges,
  TrafficLiabilities,
  TrafficRecords,
  WageRows,
  WageSheets,
  type ChargeColumns,
} from './entities.ts';
import { columnsOf, fieldsOf } from './row-shape.ts';

/** What was kept, with the version that a correction has to name. */
export type Kept<T> = { version: number; fields: T } | null;

export async function medicalOf(tx: Reader, caseId: string): Promise<Kept<MedicalFields>> {
  const row = await tx.find(MedicalRecords).findOneBy({ case_id: caseId });
  if (!row) return null;
  const { case_id: _case, version, updated_at: _at, ratio_numerator, ratio_denominator, ...columns } = row;
  const plain = fieldsOf(columns, {
    flags: ['major', 'media', 'bodyFrozen'],
    json: ['experts', 'materials'],
  });
  const ratio = shareIn(ratio_numerator, ratio_denominator);
  return { version, fields: medicalFields.parse({ ...plain, ratio }) };
}

export async function writeMedical(
  context: CommandContext,
  caseId: string,
  seen: number | undefined,
  { ratio, ...fields }: MedicalFields,
): Promise<number> {
  const shares = {
    ratio_numerator: ratio?.numerator ?? null,
    ratio_denominator: ratio?.denominator ?? null,
  };
  return writeHead(context, MedicalRecords, caseId, seen, { ...columnsOf(fields), ...shares });
}

export async function trafficOf(tx: Reader, caseId: string): Promise<Kept<TrafficFields>> {
  const row = await tx.find(TrafficRecords).findOneBy({ case_id: caseId });
  if (!row) return null;
  const { case_id: _case, version, updated_at: _at, ...columns } = row;
  const liabilities = await tx
    .find(TrafficLiabilities)
    .find({ where: { case_id: caseId }, order: { position: 'ASC' } });
  return {
    version,
    fields: trafficFields.parse({
      ...fieldsOf(columns, { json: ['vehicles', 'insurances'] }),
      liabilities: liabilities.map(({ party_id, numerator, denominator }) => ({
        partyId: party_id,
        share: { numerator, denominator },
      })),
    }),
  };
}

/** Errors: `input.invalid` for a party of another case or named twice. */
export async function writeTraffic(
  context: CommandContext,
  caseId: string,
  seen: number | undefined,
  { liabilities, ...fields }: TrafficFields,
): Promise<number> {
  await requireParties(
    context.tx,
    caseId,
    liabilities.map((one) => one.partyId),
    (index) => `traffic.liabilities.${index}.partyId`,
  );
  const version = await writeHead(context, TrafficRecords, caseId, seen, columnsOf(fields));
  await context.tx.run('DELETE FROM traffic_liabilities WHERE case_id = ?', [caseId]);
  await context.tx.insert(
    TrafficLiabilities,
    liabilities.map(({ partyId, share }, position) => ({
      case_id: caseId,
      position,
      party_id: partyId,
      ...share,
    })),
  );
  return version;
}

export async function chargeOf(tx: Reader, caseId: string): Promise<Kept<ChargeFields>> {
  const row = await tx.find(PropertyCharges).findOneBy({ case_id: caseId });
  return row && { version: row.version, fields: chargeFieldsOf(row) };
}

/** Errors: `input.invalid` when more is waived than is owed. */
export async function writeCharge(
  context: CommandContext,
  caseId: string,
  seen: number | undefined,
  charge: ChargeFields,
): Promise<number> {
  const { dueFen } = chargeAmounts(charge);
  if (dueFen < 0) throw fieldError('charge.waiverFen', 'field.waiverTooBig');
  return writeHead(context, PropertyCharges, caseId, seen, {
    ...chargeColumnsOf(charge),
    due_fen: dueFen,
  });
}

export const chargeColumnsOf = (charge: ChargeFields): ChargeColumns => ({
  room: charge.room,
  area_centi: charge.areaCenti,
  from_on: charge.from,
  to_on: charge.to,
  rate_fen: charge.rateFen,
  months: charge.months,
  waiver_fen: charge.waiverFen,
  penalty_fen: charge.penaltyFen,
});

export const chargeFieldsOf = (row: ChargeColumns): ChargeFields => ({
  room: row.room,
  areaCenti: row.area_centi,
  from: row.from_on,
  to: row.to_on,
  rateFen: row.rate_fen,
  months: row.months,
  waiverFen: row.waiver_fen,
  penaltyFen: row.penalty_fen,
});

export async function wagesOf(tx: Reader, caseId: string): Promise<Kept<WageSheet>> {
  const row = await tx.find(WageSheets).findOneBy({ case_id: caseId });
  if (!row) return null;
  const rows = await tx.find(WageRows).find({ where: { case_id: caseId }, order: { position: 'ASC' } });
  return {
    version: row.version,
    fields: {
      debtorId: row.debtor_id,
      dueOn: row.due_on,
      manner: row.manner,
      rows: rows.map((one) => ({
        name: one.name,
        partyId: one.party_id,
        from: one.from_on,
        to: one.to_on,
        halfDays: one.half_days,
        dailyFen: one.daily_fen,
        owedFen: one.owed_fen,
        paidFen: one.paid_fen,
      })),
    },
  };
}

/** Errors: `input.invalid` for a party of another case, or more paid than owed. */
export async function writeWages(
  context: CommandContext,
  caseId: string,
  seen: number | undefined,
  sheet: WageSheet,
): Promise<number> {
  const { tx } = context;
  sheet.rows.forEach((row, index) => {
    if (row.paidFen > row.owedFen) throw fieldError(`wages.rows.${index}.paidFen`, 'field.paidExceedsOwed');
  });
  await requireParties(tx, caseId, [sheet.debtorId], () => 'wages.debtorId');
  const payees = sheet.rows.map((row) => row.partyId);
  await requireParties(tx, caseId, payees, (index) => `wages.rows.${index}.partyId`, 'repeated');
  const { rows, debtorId, ...head } = sheet;
  const columns = { ...columnsOf(head), debtor_id: debtorId };
  const version = await writeHead(context, WageSheets, caseId, seen, columns);
  await tx.run('DELETE FROM wage_rows WHERE case_id = ?', [caseId]);
  await tx.insert(
    WageRows,
    rows.map((row, position) => ({
      case_id: caseId,
      position,
      name: row.name,
      party_id: row.partyId,
      from_on: row.from,
      to_on: row.to,
      half_days: row.halfDays,
      daily_fen: row.dailyFen,
      owed_fen: row.owedFen,
      paid_fen: row.paidFen,
    })),
  );
  return version;
}

export async function jointOf(tx: Reader, caseId: string): Promise<Kept<JointBody[]>> {
  const row = await tx.find(JointMediations).findOneBy({ case_id: caseId });
  if (!row) return null;
  const bodies = await tx.find(JointBodies).find({ where: { case_id: caseId }, order: { position: 'ASC' } });
  return {
    version: row.version,
    fields: bodies.map(({ case_id: _case, position: _position, ...columns }) =>
      jointBody.parse(fieldsOf(columns, { flags: ['lead'] })),
    ),
  };
}

/** Errors: `input.invalid` when two lead. */
export async function writeJoint(
  context: CommandContext,
  caseId: string,
  seen: number | undefined,
  bodies: readonly JointBody[],
): Promise<number> {
  const second = bodies.findLastIndex((body) => body.lead);
  if (second !== bodies.findIndex((body) => body.lead))
    throw fieldError(`bodies.${second}.lead`, 'field.oneLead');
  const ids = bodies.map((body) => body.id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0) throw fieldError(`bodies.${twice}.id`, 'field.duplicate');
  const foreign = await context.tx.get(
    'SELECT 1 FROM joint_bodies WHERE case_id <> ? AND id IN (SELECT value FROM json_each(?))',
    [caseId, JSON.stringify(ids)],
  );
  if (foreign) throw new AppError('record.duplicate', { params: { what: 'body' } });
  const version = await writeHead(context, JointMediations, caseId, seen, {});
  await context.tx.run('DELETE FROM joint_bodies WHERE case_id = ?', [caseId]);
  await context.tx.insert(
    JointBodies,
    bodies.map((body, position) => ({
      ...body,
      case_id: caseId,
      position,
      lead: body.lead ? 1 : 0,
      signed_on: body.signedOn,
    })),
  );
  return version;
}

type OfCase = { case_id: string; version: number; updated_at: string };

/** Inserts or corrects the one row that a case has of a kind, under the optimistic lock; answers the new version. */
export async function writeHead<E extends OfCase>(
  { tx, now }: CommandContext,
  entity: EntitySchema<E>,
  caseId: string,
  seen: number | undefined,
  columns: Readonly<Record<string, SqlValue>>,
): Promise<number> {
  const table = entity.options.name;
  const before = await tx.get<{ version: number }>(`SELECT version FROM ${table} WHERE case_id = ?`, [
    caseId,
  ]);
  if (before) requireVersion(before.version, seen);
  const version = (before?.version ?? 0) + 1;
  const row: Record<string, SqlValue> = { ...columns, case_id: caseId, version, updated_at: now };
  if (!before) {
    await tx.insert(entity, row as unknown as E);
    return version;
  }
  const names = Object.keys(row).filter((name) => name !== 'case_id');
  const values = names.map((name) => row[name] ?? null);
  const changes = names.map((name) => `${name} = ?`).join(', ');
  await tx.run(`UPDATE ${table} SET ${changes} WHERE case_id = ?`, [...values, caseId]);
  return version;
}

async function requireParties(
  tx: Reader,
  caseId: string,
  ids: readonly (string | null)[],
  place: (index: number) => string,
  twice: 'once' | 'repeated' = 'once',
): Promise<void> {
  const parties = await tx.all<{ id: string }>('SELECT id FROM case_parties WHERE case_id = ?', [caseId]);
  const known = new Set(parties.map((party) => party.id));
  ids.forEach((id, index) => {
    if (id === null) return;
    if (!known.has(id)) throw fieldError(place(index), 'field.unknownReference');
    if (twice === 'once' && ids.indexOf(id) !== index) throw fieldError(place(index), 'field.duplicate');
  });
}

const shareIn = (numerator: number | null, denominator: number | null): Fraction | null =>
  numerator === null || denominator === null ? null : { numerator, denominator };
