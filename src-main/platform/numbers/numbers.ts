import { AppError } from '../app-error.ts';
import type { Reader, Writer } from '../database/handles.ts';
import { IssuedNumbers } from '../entities.ts';
import type { CommandContext } from '../router/handlers.ts';

/** Kinds of number; each counts by itself, per committee and year. */
export type NumberKind =
  | 'case'
  | 'agreement'
  | 'paper'
  | 'sheet'
  | 'request'
  | 'signSheet'
  | 'activity'
  | 'voucher'
  | 'fundList'
  | 'subsidy'
  | 'volunteer'
  | 'statement'
  | 'board'
  | 'certificate'
  | 'enquiry'
  | 'archive'
  | 'destruction';

export interface IssuedNumber {
  number: string;
  /** Place in the series; `null` for a number given by hand. */
  serial: number | null;
}

/**
 * Gives the next number of a kind in the running transaction, by the committee's pattern in force on `on`
 * (`seeds/reference/number-patterns.json`), so that a number exists exactly when the thing it names does.
 * `manual` enters a number of the paper age. Errors: `record.duplicate` when the text is taken.
 */
export async function issueNumber(
  context: CommandContext,
  request: { kind: NumberKind; on: string; ownerId: string; manual?: string },
): Promise<IssuedNumber> {
  const { tx, actor, services, now } = context;
  const year = Number(request.on.slice(0, 4));
  if (request.manual) {
    await keep(tx, {
      committeeId: actor.committee.id,
      year,
      serial: null,
      number: request.manual,
      now,
      ...request,
    });
    return { number: request.manual, serial: null };
  }
  const pattern = services.reference.one(
    'numberPatterns',
    request.kind,
    actor.committee.region,
    request.on,
  ).pattern;
  let serial = await lastSerial(tx, actor.committee.id, year, request.kind);
  for (;;) {
    serial += 1;
    const number = fill(pattern, { year, mark: actor.committee.mark, serial });
    const taken = await tx.get(
      'SELECT 1 FROM issued_numbers WHERE committee_id = ? AND kind = ? AND number = ?',
      [actor.committee.id, request.kind, number],
    );
    if (taken) continue; // a paper number entered by hand may stand in the way; it stays with its case
    await keep(tx, { committeeId: actor.committee.id, year, serial, number, now, ...request });
    return { number, serial };
  }
}

/**
 * The numbers that would be given next, for papers that are drawn ahead; nothing is reserved. Whoever issues the paper
 * takes a number by `issueNumber` and draws it anew if that is another one.
 */
export async function comingNumbers(
  { tx, actor, services }: Pick<CommandContext, 'actor' | 'services'> & { tx: Reader },
  { kind, on }: { kind: NumberKind; on: string },
  count: number,
): Promise<string[]> {
  const year = Number(on.slice(0, 4));
  const { pattern } = services.reference.one('numberPatterns', kind, actor.committee.region, on);
  const last = await lastSerial(tx, actor.committee.id, year, kind);
  return Array.from({ length: count }, (_, index) =>
    fill(pattern, { year, mark: actor.committee.mark, serial: last + 1 + index }),
  );
}

/**
 * Enters many numbers of the paper age at once; the caller has made sure that none of them is taken (the table refuses
 * a number that is, and with it the whole transaction).
 */
export async function enterNumbers(
  { tx, actor, now }: CommandContext,
  kind: NumberKind,
  numbers: readonly { number: string; on: string; ownerId: string }[],
): Promise<void> {
  await tx.insert(
    IssuedNumbers,
    numbers.map(({ number, on, ownerId }) => ({
      committee_id: actor.committee.id,
      kind,
      year: Number(on.slice(0, 4)),
      serial: null,
      number,
      owner_id: ownerId,
      issued_at: now,
      void_reason: null,
    })),
  );
}

/** `（{year}）{mark}人调字第{serial}号`; `{serial:5}` pads with zeros. */
export function fill(pattern: string, values: { year: number; mark: string; serial: number }): string {
  return pattern
    .replaceAll('{year}', String(values.year))
    .replaceAll('{mark}', values.mark)
    .replace(/\{serial(?::(\d+))?\}/g, (_, width: string | undefined) =>
      String(values.serial).padStart(Number(width ?? 1), '0'),
    );
}

/**
 * A number that will not be used stays in the book with the reason; it is never given again. `number`: which of its
 * owner’s; all of them when not given.
 */
export async function voidNumber(
  context: CommandContext,
  ownerId: string,
  reason: string,
  number?: string,
): Promise<void> {
  await context.tx.run(
    `UPDATE issued_numbers SET void_reason = ?1
     WHERE owner_id = ?2 AND void_reason IS NULL AND (?3 IS NULL OR number = ?3)`,
    [reason, ownerId, number ?? null],
  );
}

async function lastSerial(tx: Reader, committeeId: string, year: number, kind: NumberKind): Promise<number> {
  const row = await tx.get<{ serial: number | null }>(
    'SELECT MAX(serial) AS serial FROM issued_numbers WHERE committee_id = ? AND kind = ? AND year = ?',
    [committeeId, kind, year],
  );
  return row?.serial ?? 0;
}

async function keep(
  tx: Writer,
  row: {
    committeeId: string;
    kind: NumberKind;
    year: number;
    serial: number | null;
    number: string;
    ownerId: string;
    now: string;
  },
): Promise<void> {
  const taken = await tx.get(
    'SELECT 1 FROM issued_numbers WHERE committee_id = ? AND kind = ? AND number = ?',
    [row.committeeId, row.kind, row.number],
  );
  if (taken) throw new AppError('record.duplicate', { params: { number: row.number } });
  await tx.run(
    'INSERT INTO issued_numbers (committee_id, kind, year, serial, number, owner_id, issued_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [row.committeeId, row.kind, row.year, row.serial, row.number, row.ownerId, row.now],
  );
}
