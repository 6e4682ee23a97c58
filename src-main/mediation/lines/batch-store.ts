import {
  batchFields,
  type BatchFields,
  type BatchRow,
  type BatchView,
} from '../../contract/mediation/batches.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { maskIdNumber, maskPhone } from '../../platform/masking.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { checkBatch, duesOf } from './batch-check.ts';
import { chargeAmounts } from './charge.ts';
import { BatchRows, CaseBatches, type BatchRecord, type BatchRowRecord } from './entities.ts';
import { chargeColumnsOf, chargeFieldsOf } from './line-store.ts';
import { compareRooms } from './room-order.ts';

export interface KeptBatch {
  record: BatchRecord;
  fields: BatchFields;
}

/** A batch with its sheet in full. Errors: `record.notFound`. */
export async function batchOf(tx: Reader, id: string): Promise<KeptBatch> {
  const record = await tx.find(CaseBatches).findOneBy({ id });
  if (!record) throw notFound('batch');
  const rows = await tx.find(BatchRows).find({ where: { batch_id: id }, order: { position: 'ASC' } });
  return {
    record,
    fields: batchFields.parse({
      name: record.name,
      disputeType: record.dispute_type,
      disputeSubType: record.dispute_sub_type,
      appliedOn: record.applied_on,
      areaId: record.area_id,
      firm: JSON.parse(record.firm) as unknown,
      template: JSON.parse(record.template) as unknown,
      rows: rows.map(rowOf),
    }),
  };
}

/** Masked; with the progress of each owner in the order of rooms. */
export async function batchView(tx: Reader, id: string): Promise<BatchView> {
  const { record, fields } = await batchOf(tx, id);
  const documents = await tx.all<{ id: string; title: string; issuedAt: string }>(
    'SELECT id, title, issued_at AS issuedAt FROM documents WHERE owner = ? ORDER BY issued_at DESC, id DESC',
    [`batch:${id}`],
  );
  const { firm } = fields;
  return {
    ...fields,
    firm: { ...firm, phone: maskPhone(firm.phone), idNumber: maskIdNumber(firm.idNumber) },
    rows: fields.rows.map((row) => ({
      ...row,
      phone: maskPhone(row.phone),
      idNumber: maskIdNumber(row.idNumber),
    })),
    id,
    version: record.version,
    state: record.state,
    progress: await progressOf(tx, id),
    findings: checkBatch(fields),
    totalFen: duesOf(fields.rows).reduce((sum, one) => sum + one.dueFen, 0),
    documents,
  };
}

export interface Progress {
  rowId: string;
  room: string;
  owner: string;
  dueFen: number;
  caseId: string | null;
  number: string | null;
  stage: BatchView['progress'][number]['stage'];
  agreementNumber: string | null;
  effectiveOn: string | null;
  agreementVersion: number | null;
  documentId: string | null;
  /** Why the last attempt to issue the agreement together with the others left this one out. */
  refusal: BatchView['progress'][number]['refusal'];
}

/** How far the case of each line has come, by room; of one line alone if it is named. */
export async function progressOf(tx: Reader, batchId: string, rowId?: string): Promise<Progress[]> {
  const rows = await tx.all<
    BatchRowRecord & Omit<Progress, 'rowId' | 'dueFen' | 'refusal'> & { code: string | null; params: string }
  >(
    `SELECT r.*, r.case_id AS caseId, c.number, c.stage, a.number AS agreementNumber, a.effective_on AS effectiveOn,
       a.version AS agreementVersion, a.issued_document_id AS documentId, f.code, f.params
     FROM batch_rows r LEFT JOIN cases c ON c.id = r.case_id LEFT JOIN agreements a ON a.case_id = r.case_id
       LEFT JOIN batch_refusals f ON f.row_id = r.id AND a.issued_document_id IS NULL
     WHERE r.batch_id = ?1 AND (?2 IS NULL OR r.id = ?2)`,
    [batchId, rowId ?? null],
  );
  return rows
    .sort((left, right) => compareRooms(left.room, right.room) || left.position - right.position)
    .map((row) => ({
      rowId: row.id,
      room: row.room,
      owner: row.owner,
      dueFen: chargeAmounts(chargeFieldsOf(row)).dueFen,
      caseId: row.caseId,
      number: row.number,
      stage: row.stage,
      agreementNumber: row.agreementNumber,
      effectiveOn: row.effectiveOn,
      agreementVersion: row.agreementVersion,
      documentId: row.documentId,
      refusal:
        row.code === null
          ? null
          : { code: row.code as ErrorCode, params: JSON.parse(row.params) as Record<string, string> },
    }));
}

/** Ids of the lines that are no case yet. */
export async function waitingRows(tx: Reader, batchId: string): Promise<Set<string>> {
  const rows = await tx.all<{ id: string }>(
    'SELECT id FROM batch_rows WHERE batch_id = ? AND case_id IS NULL',
    [batchId],
  );
  return new Set(rows.map((row) => row.id));
}

/**
 * Errors: `batch.alreadyOpened`; `input.invalid` for a line id used twice; `record.duplicate` for one of another batch.
 */
export async function writeBatch(
  context: CommandContext,
  id: string | undefined,
  seen: number | undefined,
  batch: BatchFields,
): Promise<{ id: string; version: number }> {
  const { tx, services, now, actor } = context;
  const before = id === undefined ? null : await batchOf(tx, id);
  if (before) requireVersion(before.record.version, seen);
  if (before?.record.state === 'opened') throw new AppError('batch.alreadyOpened');
  const own = before?.record.id ?? services.ids.next();
  await refuseForeignRows(tx, own, batch.rows);
  const version = (before?.record.version ?? 0) + 1;
  const columns = {
    version,
    name: batch.name,
    dispute_type: batch.disputeType,
    dispute_sub_type: batch.disputeSubType,
    applied_on: batch.appliedOn,
    area_id: batch.areaId,
    firm: JSON.stringify(unmasked(batch.firm, before?.fields.firm)),
    template: JSON.stringify(batch.template),
    updated_at: now,
  };
  if (before) await tx.update(CaseBatches, own, columns);
  else {
    const made = { state: 'draft' as const, created_by: actor.userId, created_at: now };
    await tx.insert(CaseBatches, { id: own, ...made, ...columns });
  }
  const onFile = new Map(before?.fields.rows.map((row) => [row.id, row]));
  await tx.run('DELETE FROM batch_rows WHERE batch_id = ?', [own]);
  await tx.insert(
    BatchRows,
    batch.rows.map((row, position): BatchRowRecord => {
      const { phone, idNumber } = unmasked(row, onFile.get(row.id));
      const place = { id: row.id, batch_id: own, position, case_id: null };
      const person = { owner: row.owner, phone, id_number: idNumber };
      return { ...place, ...person, ...chargeColumnsOf(row), amount_fen: row.amountFen };
    }),
  );
  return { id: own, version };
}

export async function listBatches(tx: Reader, page: { offset: number; limit: number }) {
  const records = await tx.all<BatchRecord>(
    'SELECT * FROM case_batches ORDER BY updated_at DESC, id DESC LIMIT ? OFFSET ?',
    [page.limit, page.offset],
  );
  const count = await tx.get<{ total: number }>('SELECT COUNT(*) AS total FROM case_batches');
  const rows = [];
  for (const record of records) {
    const progress = await progressOf(tx, record.id);
    rows.push({
      id: record.id,
      name: record.name,
      firm: String((JSON.parse(record.firm) as { name: string }).name),
      state: record.state,
      rows: progress.length,
      cases: progress.filter((one) => one.caseId !== null).length,
      issued: progress.filter((one) => one.documentId !== null).length,
      inEffect: progress.filter((one) => one.effectiveOn !== null).length,
      totalFen: progress.reduce((sum, one) => sum + one.dueFen, 0),
      updatedAt: record.updated_at,
    });
  }
  return { rows, total: count?.total ?? 0 };
}

const rowOf = (row: BatchRowRecord): BatchRow => ({
  id: row.id,
  owner: row.owner,
  phone: row.phone,
  idNumber: row.id_number,
  ...chargeFieldsOf(row),
  amountFen: row.amount_fen,
});

/** A value that comes back exactly as it was masked is what is on file. */
function unmasked<T extends { phone: string; idNumber: string }>(typed: T, onFile: T | undefined): T {
  if (!onFile) return typed;
  return {
    ...typed,
    phone: typed.phone === maskPhone(onFile.phone) ? onFile.phone : typed.phone,
    idNumber: typed.idNumber === maskIdNumber(onFile.idNumber) ? onFile.idNumber : typed.idNumber,
  };
}

async function refuseForeignRows(tx: Reader, own: string, rows: readonly BatchRow[]): Promise<void> {
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (seen.has(row.id)) throw fieldError(`batch.rows.${index}.id`, 'field.duplicate');
    seen.add(row.id);
  }
  const foreign = await tx.get(
    'SELECT 1 FROM batch_rows WHERE batch_id <> ? AND id IN (SELECT value FROM json_each(?))',
    [own, JSON.stringify([...seen])],
  );
  if (foreign) throw new AppError('record.duplicate', { params: { what: 'row' } });
}
