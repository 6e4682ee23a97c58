import type { BlankHead, PreparedSheet } from '../../contract/timebank/activity-values.ts';
import { printedLinesAtMost } from '../../contract/timebank/activity-values.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { issueDocument } from '../../platform/documents/registry.ts';
import { issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext, HandlersOf } from '../../platform/router/handlers.ts';
import type { SignSheetData } from '../documents/sign-sheet.ts';
import { memberById } from '../member-store.ts';
import { currentRules } from '../rules/rule-store.ts';
import { activityById } from './activity-store.ts';
import { SignSheetLines, SignSheets, type ActivityRowStored, type SignSheetRow } from './entities.ts';
import { printedCode, readSignCode, signCode } from './sign-code.ts';
import {
  enteredSheetsOf,
  freeSeed,
  headOf,
  printedLineOf,
  sheetOfCode,
  sheetOfPrinted,
  signSheetById,
} from './sign-sheet-store.ts';
import { placesIn } from './sign-up-store.ts';

type Routes = 'timebank.prepareSheet' | 'timebank.issueSignSheet' | 'timebank.readSignCode';

export const signSheetHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.prepareSheet'({ tx }, asked) {
    if ('activityId' in asked) return preparedFrom(tx, await activityById(tx, asked.activityId));
    const printed = await signSheetById(tx, asked.signSheetId);
    if (printed.activity_id !== null) return preparedFrom(tx, await activityById(tx, printed.activity_id));
    return { ...(await contextOf(tx, headOf(printed), null)), lines: [], entered: [] };
  },

  async 'timebank.issueSignSheet'(context, { activityId, head, blankLines }) {
    const { tx, services, actor, today, now, audit } = context;
    const activity = activityId === undefined ? undefined : await activityById(tx, activityId);
    if (activity?.state === 'cancelled')
      throw new AppError('activity.stageForbids', { params: { state: activity.state } });
    const people = activity ? (await placesIn(tx, activity)).placed : [];
    const count = people.length + blankLines;
    if (count === 0) throw new AppError('signSheet.noLines');
    if (count > printedLinesAtMost)
      throw new AppError('signSheet.tooManyLines', { params: { limit: printedLinesAtMost } });
    const printedHead = activity ? headOfActivity(activity) : (head ?? emptyHead);
    const id = services.ids.next();
    const seed = await freeSeed(tx, () => services.ids.next());
    const lines = Array.from({ length: count }, (_, index) => ({
      position: index + 1,
      code: signCode(seed, index + 1),
      person: people[index],
    }));
    const { number } = await issueNumber(context, { kind: 'signSheet', on: today, ownerId: id });
    const code = signCode(seed, 0);
    const issued = await issueDocument(context, {
      kind: 'timebank.signSheet',
      number,
      title: `志愿服务签到表 ${number}`,
      owner: activity ? `activity:${activity.id}` : `signSheet:${id}`,
      data: {
        organisation: actor.committee.name,
        number,
        code: printedCode(code),
        ...(await printedWords(context, printedHead, activity)),
        lines: lines.map((line) => ({
          code: printedCode(line.code),
          ...(line.person && { name: line.person.name, volunteerNumber: line.person.volunteer_number }),
        })),
      } satisfies SignSheetData,
    });
    await tx.insert(SignSheets, {
      id,
      number,
      code,
      activity_id: activity?.id ?? null,
      head: JSON.stringify(printedHead),
      document_id: issued.documentId,
      printed_by: actor.userId,
      printed_at: now,
    });
    await tx.insert(
      SignSheetLines,
      lines.map((line) => ({
        code: line.code,
        sign_sheet_id: id,
        position: line.position,
        member_id: line.person?.member_id ?? null,
      })),
    );
    audit([`signSheet:${id}`, ...(activity ? [`activity:${activity.id}`] : [])], { number, lines: count });
    return {
      signSheetId: id,
      documentId: issued.documentId,
      number,
      code: printedCode(code),
      pages: issued.pages,
    };
  },

  async 'timebank.readSignCode'({ tx }, { code: typed }) {
    const read = readSignCode(typed);
    if (!read) throw new AppError('signCode.malformed');
    const printed = await tx.find(SignSheets).findOneBy({ code: read.headCode });
    if (!printed) throw new AppError('signCode.unknown');
    const activity = printed.activity_id === null ? null : await activityById(tx, printed.activity_id);
    const head = activity ? headOfActivity(activity) : headOf(printed);
    const about = {
      code: read.code,
      signSheetId: printed.id,
      number: printed.number,
      ...(await contextOf(tx, head, activity)),
    };
    if (read.line === 0) return { ...about, line: null, entered: await enteredFrom(tx, printed, activity) };
    const line = await printedLineOf(tx, read.code);
    if (!line) throw new AppError('signCode.unknown');
    return {
      ...about,
      line: {
        number: line.position,
        memberId: line.member_id,
        name: line.name ?? '',
        volunteerNumber: line.volunteer_number ?? '',
        ...plannedTimes(head),
        printedCode: read.code,
      },
      entered: (await sheetOfCode(tx, read.code)) ?? null,
    };
  },
};

/** Where a whole printed sheet was entered: the activity’s first sheet, or that with lines of it. */
async function enteredFrom(tx: Reader, printed: SignSheetRow, activity: ActivityRowStored | null) {
  if (activity === null) return (await sheetOfPrinted(tx, printed.id)) ?? null;
  const first = (await enteredSheetsOf(tx, activity.id)).find(({ part }) => part === '');
  return first ? { id: first.id, number: first.number } : null;
}

/** The people with a place and the times of the plan; nobody of them is said to have come. */
async function preparedFrom(tx: Reader, activity: ActivityRowStored): Promise<PreparedSheet> {
  const head = headOfActivity(activity);
  const { placed } = await placesIn(tx, activity);
  return {
    ...(await contextOf(tx, head, activity)),
    lines: placed.map((one) => ({
      memberId: one.member_id,
      name: one.name,
      volunteerNumber: one.volunteer_number,
      ...plannedTimes(head),
      printedCode: '',
    })),
    entered: await enteredSheetsOf(tx, activity.id),
  };
}

async function contextOf(tx: Reader, head: BlankHead, activity: ActivityRowStored | null) {
  return {
    head: {
      activity: head.activity,
      servedOn: head.servedOn ?? '',
      place: head.place,
      areaId: head.areaId,
      responsible: head.responsible,
      groupId: head.groupId,
      activityId: activity?.id ?? null,
      part: '',
    },
    groupName: head.groupId === null ? '' : (await memberById(tx, head.groupId)).name,
    activityNumber: activity?.number ?? '',
  };
}

const plannedTimes = (head: BlankHead) => ({
  serviceType: head.serviceType,
  startsAt: head.startsAt ?? '',
  endsAt: head.endsAt ?? '',
});

function headOfActivity(row: ActivityRowStored): BlankHead {
  return {
    activity: row.title,
    servedOn: row.held_on,
    place: row.place,
    responsible: row.responsible,
    areaId: row.area_id,
    groupId: row.group_id,
    serviceType: row.service_type,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  };
}

const emptyHead: BlankHead = {
  activity: '',
  servedOn: null,
  place: '',
  responsible: '',
  areaId: null,
  groupId: null,
  serviceType: '',
  startsAt: null,
  endsAt: null,
};

/** What stands printed at the head, in words. Error: `activity.notAGroup`. */
async function printedWords(
  context: CommandContext,
  head: BlankHead,
  activity: ActivityRowStored | undefined,
) {
  const group = head.groupId === null ? undefined : await memberById(context.tx, head.groupId);
  if (group && group.kind !== 'group')
    throw new AppError('activity.notAGroup', { fields: { 'head.groupId': { code: 'field.notAGroup' } } });
  const { serviceTypes } = await currentRules(context);
  return {
    activity: head.activity,
    ...(activity && { activityNumber: activity.number }),
    servedOn: head.servedOn,
    startsAt: head.startsAt,
    endsAt: head.endsAt,
    place: head.place,
    responsible: head.responsible,
    group: group?.name ?? '',
    serviceType: serviceTypes.get(head.serviceType)?.name ?? head.serviceType,
  };
}
