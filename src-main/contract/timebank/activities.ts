import { z } from 'zod';
import { command, coordinators, query, timebankStaff } from '../route.ts';
import { civilDate, id, optionalText, page, saved, text, version } from '../values.ts';
import {
  activityFields,
  activityRow,
  activityStates,
  activityView,
  blankHead,
  groupOfPerson,
  groupRoles,
  groupView,
  preparedSheet,
  printedLinesAtMost,
  signCodeView,
} from './activity-values.ts';
import { workReaders } from './work-values.ts';

const step = z.strictObject({ id, version });
const period = { from: civilDate, to: civilDate };

export const activitiesRoutes = {
  listActivities: query({
    summary: 'Activities by day: the coming ones first, or those of the past newest first',
    access: workReaders,
    input: z.strictObject({
      when: z.enum(['coming', 'past', 'all']).default('all'),
      states: z.array(z.enum(activityStates)).optional(),
      /** Held and no sheet entered yet. */
      withoutSheet: z.boolean().default(false),
      groupId: id.optional(),
      text: optionalText(80),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(activityRow), total: z.int() }),
  }),
  readActivity: query({
    summary:
      'One activity: who signed up in order, who waits, what is doubtful, its printed and entered sheets',
    access: workReaders,
    input: z.strictObject({ id }),
    output: activityView,
  }),
  saveActivity: command({
    summary: 'Plan an activity, or change one that is still planned',
    access: timebankStaff,
    input: z.strictObject({ id: id.optional(), version: version.optional(), activity: activityFields }),
    output: saved.extend({ number: z.string() }),
  }),
  holdActivity: command({
    summary: 'It took place: the list of people is closed',
    access: timebankStaff,
    input: step,
    output: saved,
  }),
  cancelActivity: command({
    summary: 'It does not take place, with the reason',
    access: coordinators,
    input: step.extend({ reason: text(200) }),
    output: saved,
  }),
  signUp: command({
    summary: 'Sign a person up; beyond the places the person waits in order',
    access: timebankStaff,
    input: z.strictObject({ activityId: id, memberId: id }),
    output: saved.extend({ position: z.int(), waiting: z.boolean() }),
  }),
  withdrawSignUp: command({
    summary: 'Take a person off the list; the first who waits moves up',
    access: timebankStaff,
    input: step.extend({ reason: optionalText(200) }),
    output: saved.extend({ movedUp: z.string().nullable() }),
  }),
  prepareSheet: query({
    summary: 'A sheet to be entered, filled from an activity’s list or from the head of a printed sheet',
    access: timebankStaff,
    input: z.union([z.strictObject({ activityId: id }), z.strictObject({ signSheetId: id })]),
    output: preparedSheet,
  }),
  issueSignSheet: command({
    summary: 'Print a sign-in sheet with a code for each line: for an activity’s list, or blank',
    access: timebankStaff,
    input: z.strictObject({
      activityId: id.optional(),
      head: blankHead.optional(),
      /** Lines without a name, for people who come without having signed up. */
      blankLines: z.int().min(0).max(printedLinesAtMost).default(5),
    }),
    output: z.object({
      signSheetId: id,
      documentId: id,
      number: z.string(),
      code: z.string(),
      pages: z.int(),
    }),
  }),
  readSignCode: query({
    summary: 'What a scanned or typed code of a printed sheet stands for',
    access: timebankStaff,
    input: z.strictObject({ code: z.string().max(40) }),
    output: signCodeView,
  }),
  readGroup: query({
    summary: 'People of a group with the hours they gave in its name and in all, in a period',
    access: workReaders,
    input: z.strictObject({ groupId: id, from: civilDate.optional(), to: civilDate.optional() }),
    output: groupView,
  }),
  listGroupsOf: query({
    summary: 'Groups that a person belongs or belonged to',
    access: workReaders,
    input: z.strictObject({ memberId: id }),
    output: z.object({ rows: z.array(groupOfPerson) }),
  }),
  saveGroupMember: command({
    summary: 'Take a person into a group, or change what the person is in it',
    access: timebankStaff,
    input: z.strictObject({
      id: id.optional(),
      version: version.optional(),
      membership: z.strictObject({
        groupId: id,
        memberId: id,
        role: z.enum(groupRoles).default('member'),
        joinedOn: civilDate,
      }),
    }),
    output: saved,
  }),
  endGroupMember: command({
    summary: 'A person leaves a group; what was given in its name stays',
    access: timebankStaff,
    input: step.extend({ endedOn: civilDate, reason: optionalText(200) }),
    output: saved,
  }),
  exportGroup: command({
    summary: 'Save the people of a group with their hours as CSV or XLSX',
    access: timebankStaff,
    input: z.strictObject({ groupId: id, ...period, format: z.enum(['csv', 'xlsx']) }),
    output: z.object({ savedAs: z.string().nullable(), rows: z.int() }),
  }),
};
