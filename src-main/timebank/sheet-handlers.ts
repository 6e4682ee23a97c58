import type { Finding } from '../contract/mediation/finding.ts';
import type { SheetFields } from '../contract/timebank.ts';
import { AppError, requireVersion } from '../platform/app-error.ts';
import { userNames } from '../people/public.ts';
import { issueNumber, voidNumber } from '../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf, QueryContext } from '../platform/router/handlers.ts';
import { activityById } from './activities/activity-store.ts';
import { tieSheet } from './activities/sheet-thread-store.ts';
import { Sheets, type SheetLineRow, type SheetRowStored } from './entities.ts';
import { memberById } from './member-store.ts';
import { currentRules } from './rules/rule-store.ts';
import { assessSheet, creditView } from './sheet-assessment.ts';
import { readDraft, type CheckedSheet } from './sheet-draft.ts';
import { postSheet } from './sheet-posting.ts';
import type { StoredCredit } from './credit-entries.ts';
import {
  findSheets,
  headColumns,
  linesOf,
  sheetById,
  sheetInState,
  writeLines,
  type SheetLineRead,
} from './sheet-store.ts';

type SheetRoutes =
  | 'timebank.listSheets'
  | 'timebank.readSheet'
  | 'timebank.checkSheet'
  | 'timebank.saveSheet'
  | 'timebank.cancelSheet'
  | 'timebank.returnSheet'
  | 'timebank.approveSheet';

export const sheetHandlers: Pick<HandlersOf<'timebank'>, SheetRoutes> = {
  'timebank.listSheets': ({ tx }, filter) => findSheets(tx, filter),

  async 'timebank.readSheet'(context, { id }) {
    const sheet = await sheetById(context.tx, id);
    const lines = await linesOf(context.tx, id);
    const names = await userNames(context.tx, [sheet.entered_by, sheet.approved_by ?? sheet.entered_by]);
    const { findings, credits } = await shownWith(context, sheet, lines);
    return {
      id,
      version: sheet.version,
      number: sheet.number,
      activity: sheet.activity,
      servedOn: sheet.served_on,
      place: sheet.place,
      areaId: sheet.area_id,
      responsible: sheet.responsible,
      sourceClass: sheet.source_class,
      note: sheet.note,
      groupId: sheet.group_id,
      groupName: sheet.group_id === null ? '' : (await memberById(context.tx, sheet.group_id)).name,
      activityId: sheet.activity_id,
      activityNumber:
        sheet.activity_id === null ? '' : (await activityById(context.tx, sheet.activity_id)).number,
      part: sheet.part,
      state: sheet.state,
      returnReason: sheet.reason,
      enteredBy: names.get(sheet.entered_by) ?? '',
      approvedBy: sheet.approved_by === null ? null : (names.get(sheet.approved_by) ?? ''),
      approvedAt: sheet.approved_at,
      lines: lines.map(lineView),
      findings,
      credits,
    };
  },

  async 'timebank.checkSheet'(context, { sheetId, sheet }) {
    const draft = readDraft(sheet);
    const { findings, credits } = await assess(context, draft, sheetId);
    return {
      findings,
      // An unfinished line may still carry an id of the form's own making.
      credits: credits.map(creditView).filter(({ lineId }) => uuid.test(lineId)),
      totalMinutes: draft.lines.reduce((total, line) => total + (line.minutes ?? 0), 0),
    };
  },

  async 'timebank.saveSheet'(context, { id, version, sheet: given }) {
    const { tx, actor, now, services, audit } = context;
    const before = id === undefined ? undefined : await sheetInState(tx, id, ['entered', 'returned']);
    if (before) requireVersion(before.version, version);
    const sheet = await tieSheet(context, id, given);
    refuseErrors((await assess(context, readDraft(sheet), id)).findings, 'sheet.');
    const row = before ? await correct(context, before, sheet) : await enter();
    await writeLines(context, row.id, sheet.lines);
    audit(`sheet:${row.id}`, { number: row.number, added: before === undefined, lines: sheet.lines.length });
    return { id: row.id, version: row.version, number: row.number };

    async function enter() {
      const sheetId = services.ids.next();
      const { number } = await issueNumber(context, { kind: 'sheet', on: context.today, ownerId: sheetId });
      await tx.insert(Sheets, {
        ...headColumns(sheet),
        id: sheetId,
        version: 1,
        number,
        state: 'entered',
        reason: '',
        entered_by: actor.userId,
        entered_at: now,
        approved_by: null,
        approved_at: null,
        updated_at: now,
      });
      return { id: sheetId, version: 1, number };
    }
  },

  async 'timebank.cancelSheet'(context, { id, version, reason }) {
    const sheet = await sheetInState(context.tx, id, ['entered', 'returned']);
    requireVersion(sheet.version, version);
    await voidNumber(context, id, reason);
    return move(context, sheet, { state: 'cancelled', reason });
  },

  async 'timebank.returnSheet'(context, { id, version, reason }) {
    const sheet = await sheetInState(context.tx, id, ['entered']);
    requireVersion(sheet.version, version);
    return move(context, sheet, { state: 'returned', reason });
  },

  async 'timebank.approveSheet'(context, { id, version, lateReason }) {
    const { tx, actor, today, now } = context;
    const sheet = await sheetInState(tx, id, ['entered']);
    requireVersion(sheet.version, version);
    const lines = await linesOf(tx, id);
    const rules = await currentRules(context);
    const checked = checkedOf(sheet, lines);
    const { findings, credits, accounts } = await assessSheet(tx, {
      sheet: checked,
      sheetId: id,
      today,
      rules,
    });
    refuseErrors(findings, '');
    const saved = await move(context, sheet, {
      state: 'approved',
      reason: '',
      approved_by: actor.userId,
      approved_at: now,
    });
    await postSheet(context, sheet, lines, credits, accounts, rules, lateReason);
    const sum = (pick: 'coinMinutes' | 'donatedMinutes') =>
      credits.reduce((total, credit) => total + credit[pick], 0);
    const posted = {
      posted: lines.length,
      coinMinutes: sum('coinMinutes'),
      donatedMinutes: sum('donatedMinutes'),
    };
    // Who enters should not be who approves; a centre with one coordinator cannot help it, so it is said aloud.
    context.audit([], {
      ...posted,
      ...(lateReason === '' ? {} : { late: true }),
      ...(sheet.entered_by === actor.userId ? { selfApproved: true } : {}),
    });
    return { ...saved, ...posted };
  },
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function assess(
  context: QueryContext | CommandContext,
  sheet: CheckedSheet,
  sheetId: string | undefined,
) {
  const rules = await currentRules(context);
  return assessSheet(context.tx, { sheet, sheetId, today: context.today, rules });
}

/** Open sheets are looked at afresh; a posted one shows what was decided then. */
async function shownWith(context: QueryContext, sheet: SheetRowStored, lines: readonly SheetLineRead[]) {
  if (sheet.state === 'approved') {
    return { findings: [], credits: lines.flatMap(postedCredit) };
  }
  if (sheet.state === 'cancelled') return { findings: [], credits: [] };
  const { findings, credits } = await assess(context, checkedOf(sheet, lines), sheet.id);
  return { findings, credits: credits.map(creditView) };
}

function postedCredit(line: SheetLineRead) {
  if (line.inputs === null) return [];
  const stored = JSON.parse(line.inputs) as StoredCredit;
  const { servedMinutes, coinMinutes, donatedMinutes, numerator, denominator } = stored;
  return [
    {
      lineId: line.id,
      servedMinutes,
      coinMinutes,
      donatedMinutes,
      points: stored.points ?? 0,
      perServiceMinutes: stored.perServiceMinutes ?? null,
      numerator,
      denominator,
      rule: line.rule ?? '',
    },
  ];
}

function checkedOf(sheet: SheetRowStored, lines: readonly SheetLineRow[]): CheckedSheet {
  return readDraft({
    servedOn: sheet.served_on,
    activity: sheet.activity,
    sourceClass: sheet.source_class,
    groupId: sheet.group_id,
    lines: lines.map((line) => ({
      id: line.id,
      memberId: line.member_id,
      serviceType: line.service_type,
      startsAt: line.starts_at,
      endsAt: line.ends_at,
      minutes: line.minutes,
      printedCode: line.printed_code,
    })),
  });
}

function lineView(line: SheetLineRead) {
  return {
    id: line.id,
    memberId: line.member_id,
    serviceType: line.service_type,
    startsAt: line.starts_at,
    endsAt: line.ends_at,
    minutes: line.minutes,
    recipient: line.recipient,
    note: line.note,
    printedCode: line.printed_code,
    memberName: line.member_name,
    volunteerNumber: line.volunteer_number,
    transactionId: line.transaction_id,
    reversed: line.reversed === 1,
  };
}

/** A returned sheet that is corrected stands in the queue again; who saved it last is who entered it. */
async function correct(context: CommandContext, before: SheetRowStored, sheet: SheetFields) {
  const version = before.version + 1;
  await context.tx.update(Sheets, before.id, {
    ...headColumns(sheet),
    version,
    state: 'entered',
    reason: '',
    entered_by: context.actor.userId,
    entered_at: context.now,
    updated_at: context.now,
  });
  return { id: before.id, version, number: before.number };
}

async function move(context: CommandContext, sheet: SheetRowStored, changes: Partial<SheetRowStored>) {
  const version = sheet.version + 1;
  await context.tx.update(Sheets, sheet.id, { ...changes, version, updated_at: context.now });
  context.audit(`sheet:${sheet.id}`, { number: sheet.number, from: sheet.state, to: changes.state });
  return { id: sheet.id, version };
}

/** Errors: `sheet.hasErrors` with the first error of each place. */
function refuseErrors(findings: readonly Finding[], prefix: string): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const fields: Record<string, { code: string; params: Finding['params'] }> = {};
  for (const { place, code, params } of errors) fields[`${prefix}${place}`] ??= { code, params };
  throw new AppError('sheet.hasErrors', { fields, params: { errors: errors.length } });
}
