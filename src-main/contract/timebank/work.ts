import { z } from 'zod';
import { doubt } from '../mediation/finding.ts';
import { command, coordinators, query, timebankStaff } from '../route.ts';
import { civilDate, id, minutes, none, optionalText, page, saved, text, version } from '../values.ts';
import {
  boardColumns,
  complaintStates,
  complaintView,
  correctableService,
  confirmationSides,
  confirmationWays,
  correctionStates,
  correctionView,
  requestCard,
  requestFields,
  requestStates,
  requestView,
  serviceFields,
  workReaders,
} from './work-values.ts';

const step = z.strictObject({ id, version });
const stepWithReason = z.strictObject({ id, version, reason: text(200) });

export const workRoutes = {
  readRequestBoard: query({
    summary:
      'Requests by column of the board, those that have waited longest first; closed ones newest first',
    access: workReaders,
    input: z.strictObject({
      text: optionalText(80),
      serviceType: z.string().max(40).optional(),
      areaId: id.optional(),
      perColumn: z.int().min(1).max(200).default(50),
    }),
    output: z.object({
      columns: z.array(
        z.object({ column: z.enum(boardColumns), total: z.int(), cards: z.array(requestCard) }),
      ),
    }),
  }),
  listRequests: query({
    summary: 'Requests as a list, newest day first',
    access: workReaders,
    input: z.strictObject({
      states: z.array(z.enum(requestStates)).optional(),
      text: optionalText(80),
      recipientId: id.optional(),
      helperId: id.optional(),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(requestCard), total: z.int() }),
  }),
  readRequest: query({
    summary: 'One request: what is reserved, who took it, what it would book, and everything that happened',
    access: workReaders,
    input: z.strictObject({ id }),
    output: requestView,
  }),
  matchHelpers: query({
    summary:
      'Members who could help: offers first, then skills that fit, then who has time then, with what else they have that day',
    access: timebankStaff,
    input: z.strictObject({ requestId: id, text: optionalText(80) }),
    output: z.object({
      rows: z.array(
        z.object({
          id,
          name: z.string(),
          volunteerNumber: z.string(),
          skills: z.string(),
          serviceMinutes: minutes,
          offered: z.boolean(),
          skilled: z.boolean(),
          busy: z.boolean(),
          /** Whether the member has said that he has time then. */
          available: z.enum(['yes', 'no', 'unknown']),
          /** What speaks against his earning by it: age, guardian, day of joining. */
          doubts: z.array(doubt),
        }),
      ),
    }),
  }),
  saveRequest: command({
    summary: 'Write a request of a resident, or change one not yet published',
    access: timebankStaff,
    input: z.strictObject({ id: id.optional(), version: version.optional(), request: requestFields }),
    output: saved.extend({ number: z.string() }),
  }),
  publishRequest: command({
    summary: 'After review: publish it and reserve the recipient’s coins',
    access: coordinators,
    input: step,
    output: saved.extend({ reservedMinutes: minutes }),
  }),
  takeRequest: command({
    summary: 'A helper takes a published request; of two at once exactly one has it',
    access: timebankStaff,
    input: z.strictObject({ id, helperId: id }),
    output: saved,
  }),
  offerHelp: command({
    summary: 'A helper offers to do a request that is given by choice',
    access: timebankStaff,
    input: z.strictObject({ id, helperId: id, note: optionalText(200) }),
    output: saved,
  }),
  chooseHelper: command({
    summary: 'Give a request to one of the helpers who offered',
    access: timebankStaff,
    input: z.strictObject({ id, version, helperId: id }),
    output: saved,
  }),
  handBackRequest: command({
    summary: 'The helper cannot come: the request is published again',
    access: timebankStaff,
    input: stepWithReason,
    output: saved,
  }),
  signInRequest: command({
    summary: 'The service begins now',
    access: timebankStaff,
    input: step,
    output: saved,
  }),
  signOutRequest: command({
    summary: 'The service ends now; the time between is what was served',
    access: timebankStaff,
    input: step,
    output: saved.extend({ minutes }),
  }),
  enterService: command({
    summary: 'Write down what was served when nobody signed in or out',
    access: timebankStaff,
    input: z.strictObject({ id, version, service: serviceFields }),
    output: saved,
  }),
  confirmRequest: command({
    summary: 'Record that the recipient or the helper confirms what was served',
    access: timebankStaff,
    input: z.strictObject({
      id,
      version,
      side: z.enum(confirmationSides),
      way: z.enum(confirmationWays).default('inPerson'),
    }),
    output: saved,
  }),
  reserveMore: command({
    summary: 'It took longer: a new, larger reservation in the place of the old one',
    access: timebankStaff,
    input: stepWithReason,
    output: saved.extend({ reservedMinutes: minutes }),
  }),
  withdrawConfirmations: command({
    summary:
      'Take back what the sides confirmed, so that the time can be entered anew or the request cancelled',
    access: timebankStaff,
    input: stepWithReason,
    output: saved,
  }),
  completeRequest: command({
    summary: 'Both sides confirmed: book the recipient’s payment and the helper’s credit in one transaction',
    access: coordinators,
    input: z.strictObject({
      id,
      version,
      /** Needed when the service lies in a month that is closed. */
      lateReason: optionalText(200),
    }),
    output: saved.extend({
      transactionId: id,
      chargedMinutes: minutes,
      coinMinutes: minutes,
      donatedMinutes: minutes,
    }),
  }),
  cancelRequest: command({
    summary: 'Withdraw a request that was not done; what was reserved is free again',
    access: timebankStaff,
    input: stepWithReason,
    output: saved,
  }),
  lapseRequests: command({
    summary:
      'Time out requests that nobody took, or to which nobody came, and vouchers that were not collected; what was reserved is free',
    access: timebankStaff,
    input: none,
    output: z.object({ timedOut: z.int(), vouchers: z.int() }),
  }),
  evaluateRequest: command({
    summary: 'What the recipient says about the service: 1 to 5, and words',
    access: timebankStaff,
    input: z.strictObject({ id, version, score: z.int().min(1).max(5), words: optionalText(300) }),
    output: saved,
  }),
  listComplaints: query({
    summary: 'Complaints about members, open ones first',
    access: workReaders,
    input: z.strictObject({
      state: z.enum(complaintStates).optional(),
      memberId: id.optional(),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(complaintView), total: z.int() }),
  }),
  fileComplaint: command({
    summary: 'Record a complaint about a member; it belongs to the volunteer record',
    access: timebankStaff,
    input: z.strictObject({ memberId: id, requestId: id.nullable().default(null), words: text(500) }),
    output: saved,
  }),
  answerComplaint: command({
    summary: 'Answer a complaint, or note that it was withdrawn',
    access: coordinators,
    input: z.strictObject({ id, version, withdrawn: z.boolean().default(false), answer: text(500) }),
    output: saved,
  }),
  listCorrections: query({
    summary: 'Corrections that volunteers asked for, those not yet checked first',
    access: workReaders,
    input: z.strictObject({
      state: z.enum(correctionStates).optional(),
      memberId: id.optional(),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(correctionView), total: z.int() }),
  }),
  listCorrectable: query({
    summary:
      'A member’s services as they were booked and still stand, newest first: what a correction may be asked of',
    access: workReaders,
    input: z.strictObject({
      memberId: id,
      text: optionalText(80),
      servedOn: civilDate.optional(),
      page: page.prefault({}),
    }),
    output: z.object({ rows: z.array(correctableService), total: z.int() }),
  }),
  askCorrection: command({
    summary: 'A volunteer says that a booked service is wrong (民政部令第67号: it must be checked)',
    access: timebankStaff,
    input: z.strictObject({
      memberId: id,
      transactionId: id,
      wantedMinutes: z.int().min(0).max(1440),
      words: text(300),
    }),
    output: saved,
  }),
  refuseCorrection: command({
    summary: 'Checked, and the record was right: say why',
    access: coordinators,
    input: z.strictObject({ id, version, answer: text(300) }),
    output: saved,
  }),
  makeCorrection: command({
    summary: 'Checked, and the volunteer was right: reverse the booking and book it anew',
    access: coordinators,
    input: z.strictObject({ id, version, answer: text(300) }),
    output: saved.extend({ reversalSeq: z.int(), bookedSeq: z.int().nullable() }),
  }),
};
