import {
  covenantFields,
  type CovenantFields,
  type CovenantView,
} from '../../contract/mediation/covenants.ts';
import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { maskPhone } from '../../platform/masking.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { likeAnywhere } from '../../platform/search-key.ts';
import { checkCovenant } from './covenant-check.ts';
import {
  CovenantItems,
  Covenants,
  CovenantUnits,
  type CovenantItemRow,
  type CovenantRecord,
} from './entities.ts';

export interface KeptCovenant {
  record: CovenantRecord;
  fields: CovenantFields;
}

/** Errors: `record.notFound`. */
export async function covenantOf(tx: Reader, id: string): Promise<KeptCovenant> {
  const record = await tx.find(Covenants).findOneBy({ id });
  if (!record) throw notFound('covenant');
  const units = await tx.find(CovenantUnits).find({ where: { covenant_id: id }, order: { position: 'ASC' } });
  const items = await tx.find(CovenantItems).find({ where: { covenant_id: id }, order: { position: 'ASC' } });
  return {
    record,
    fields: covenantFields.parse({
      kind: record.kind,
      title: record.title,
      madeOn: record.made_on,
      place: record.place,
      body: record.body,
      recorder: record.recorder,
      units: units.map(({ covenant_id: _covenant, position: _position, ...unit }) => unit),
      clauses: JSON.parse(record.clauses) as unknown,
      votes: JSON.parse(record.votes) as unknown,
      items: items.map((item) => ({
        text: item.text,
        owner: item.owner,
        dueOn: item.due_on,
        doneOn: item.done_on,
        note: item.note,
      })),
    }),
  };
}

export function covenantView({ record, fields }: KeptCovenant): CovenantView {
  return {
    ...fields,
    units: fields.units.map((unit) => ({ ...unit, phone: maskPhone(unit.phone) })),
    id: record.id,
    version: record.version,
    number: record.number,
    issuedDocumentId: record.issued_document_id,
    findings: checkCovenant(fields),
  };
}

/**
 * Errors: `agreement.alreadyIssued`; `input.invalid` for a unit named twice or a clause that points at none of them;
 * `record.duplicate` for a unit of another covenant.
 */
export async function writeCovenant(
  context: CommandContext,
  id: string | undefined,
  seen: number | undefined,
  fields: CovenantFields,
): Promise<{ id: string; version: number }> {
  const { tx, services, now, actor } = context;
  const before = id === undefined ? null : await covenantOf(tx, id);
  if (before) requireVersion(before.record.version, seen);
  if (before?.record.issued_document_id) throw new AppError('agreement.alreadyIssued');
  const own = before?.record.id ?? services.ids.next();
  await refuseForeignUnits(tx, own, fields);
  const version = (before?.record.version ?? 0) + 1;
  const columns = {
    version,
    kind: fields.kind,
    title: fields.title,
    made_on: fields.madeOn,
    place: fields.place,
    body: fields.body,
    recorder: fields.recorder,
    clauses: JSON.stringify(fields.clauses),
    votes: JSON.stringify(fields.votes),
    updated_at: now,
  };
  if (before) await tx.update(Covenants, own, columns);
  else {
    const unissued = { number: null, issued_document_id: null };
    await tx.insert(Covenants, {
      id: own,
      created_by: actor.userId,
      created_at: now,
      ...unissued,
      ...columns,
    });
  }
  const phones = new Map(before?.fields.units.map((unit) => [unit.id, unit.phone]));
  await tx.run('DELETE FROM covenant_units WHERE covenant_id = ?', [own]);
  await tx.insert(
    CovenantUnits,
    fields.units.map((unit, position) => {
      const onFile = phones.get(unit.id);
      // A value that comes back exactly as it was masked is what is on file.
      const phone = onFile !== undefined && unit.phone === maskPhone(onFile) ? onFile : unit.phone;
      return { ...unit, phone, covenant_id: own, position };
    }),
  );
  await writeItems(context, own, fields.items);
  return { id: own, version };
}

/** What became of the items; the text of an issued covenant stays. */
export async function writeItems(
  { tx }: CommandContext,
  covenantId: string,
  items: CovenantFields['items'],
): Promise<void> {
  await tx.run('DELETE FROM covenant_items WHERE covenant_id = ?', [covenantId]);
  await tx.insert(
    CovenantItems,
    items.map((item, position): CovenantItemRow => ({
      covenant_id: covenantId,
      position,
      text: item.text,
      owner: item.owner,
      due_on: item.dueOn,
      done_on: item.doneOn,
      note: item.note,
    })),
  );
}

export async function listCovenants(
  tx: Reader,
  filter: {
    text: string;
    kind?: string | undefined;
    onlyOpen: boolean;
    onlyDue: boolean;
    page: { offset: number; limit: number };
  },
  today: string,
) {
  const conditions = ['1'];
  const params: (string | number)[] = [];
  if (filter.kind !== undefined) {
    conditions.push('c.kind = ?');
    params.push(filter.kind);
  }
  if (filter.text !== '') {
    conditions.push(`(c.title LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM covenant_units u
      WHERE u.covenant_id = c.id AND u.name LIKE ? ESCAPE '\\'))`);
    params.push(likeAnywhere(filter.text), likeAnywhere(filter.text));
  }
  if (filter.onlyOpen)
    conditions.push(
      'EXISTS (SELECT 1 FROM covenant_items i WHERE i.covenant_id = c.id AND i.done_on IS NULL)',
    );
  if (filter.onlyDue) {
    conditions.push(dueCovenants);
    params.push(today);
  }
  const where = conditions.join(' AND ');
  const rows = await tx.all<{
    id: string;
    kind: CovenantRecord['kind'];
    number: string | null;
    title: string;
    madeOn: string;
    units: number;
    openItems: number;
    nextDueOn: string | null;
  }>(
    `SELECT c.id, c.kind, c.number, c.title, c.made_on AS madeOn,
       (SELECT COUNT(*) FROM covenant_units u WHERE u.covenant_id = c.id) AS units,
       (SELECT COUNT(*) FROM covenant_items i WHERE i.covenant_id = c.id AND i.done_on IS NULL) AS openItems,
       (SELECT MIN(i.due_on) FROM covenant_items i WHERE i.covenant_id = c.id AND i.done_on IS NULL) AS nextDueOn
     FROM covenants c WHERE ${where} ORDER BY c.made_on DESC, c.id DESC LIMIT ? OFFSET ?`,
    [...params, filter.page.limit, filter.page.offset],
  );
  const count = await tx.get<{ total: number }>(
    `SELECT COUNT(*) AS total FROM covenants c WHERE ${where}`,
    params,
  );
  return { rows, total: count?.total ?? 0 };
}

/** SQL over `covenants c`: something agreed there should be done by now. Takes today. */
export const dueCovenants = `EXISTS (SELECT 1 FROM covenant_items i
  WHERE i.covenant_id = c.id AND i.done_on IS NULL AND i.due_on <= ?)`;

async function refuseForeignUnits(tx: Reader, own: string, fields: CovenantFields): Promise<void> {
  const ids = fields.units.map((unit) => unit.id);
  ids.forEach((id, index) => {
    if (ids.indexOf(id) !== index) throw fieldError(`covenant.units.${index}.id`, 'field.duplicate');
  });
  fields.clauses.forEach((clause, index) => {
    for (const side of ['debtorIds', 'creditorIds'] as const) {
      if (clause[side].some((id) => !ids.includes(id)))
        throw fieldError(`covenant.clauses.${index}.${side}`, 'field.unknownReference');
    }
  });
  const foreign = await tx.get(
    'SELECT 1 FROM covenant_units WHERE covenant_id <> ? AND id IN (SELECT value FROM json_each(?))',
    [own, JSON.stringify(ids)],
  );
  if (foreign) throw new AppError('record.duplicate', { params: { what: 'unit' } });
}
