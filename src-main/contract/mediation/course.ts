import { z } from 'zod';
import { command, mediators } from '../route.ts';
import { civilDate, id, optionalText, saved, text, version } from '../values.ts';
import {
  consentManners,
  declineKinds,
  outcomes,
  terminationReasons,
  prevention,
  complexities,
} from './case-values.ts';

export const courseRoutes = {
  acceptCase: command({
    summary: 'Accept: number by the committee’s pattern, notice of rights, consent of each party',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      acceptedOn: civilDate,
      rightsNotifiedOn: civilDate,
      consents: z
        .array(
          z.strictObject({
            partyId: id,
            consents: z.boolean(),
            /** The day of acceptance when not given. */
            on: civilDate.optional(),
            manner: z.enum(consentManners).default('notStated'),
          }),
        )
        .min(1),
      mediators: z
        .array(z.strictObject({ userId: id, lead: z.boolean(), chosenBy: z.enum(['committee', 'parties']) }))
        .min(1)
        .max(20),
      /** Number of a paper case entered afterwards; checked for uniqueness. */
      manualNumber: optionalText(60),
    }),
    output: saved.extend({ number: z.string() }),
  }),
  declineCase: command({
    summary: 'Do not accept, with the reason',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      /** 不予受理 or, where a party clearly refuses (人民调解法 art. 17), 不予调解. */
      kind: z.enum(declineKinds).default('notAccepted'),
      reason: text(500),
      /** Today when not given. */
      on: civilDate.optional(),
    }),
    output: saved,
  }),
  correctAcceptance: command({
    summary: 'Record or correct the days of acceptance and of the notice of rights, and the dossier number',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      acceptedOn: civilDate,
      rightsNotifiedOn: civilDate,
      /** Another dossier number, of the paper register; empty: it stays. */
      manualNumber: optionalText(60),
      reason: text(500),
    }),
    output: saved.extend({ number: z.string() }),
  }),
  assignMediators: command({
    summary: 'Change who mediates',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      mediators: z
        .array(z.strictObject({ userId: id, lead: z.boolean(), chosenBy: z.enum(['committee', 'parties']) }))
        .min(1)
        .max(20),
    }),
    output: saved,
  }),
  closeCase: command({
    summary: 'Close a case whose agreement is in effect, with its outcome',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      outcome: z.enum(outcomes),
      on: civilDate,
      note: optionalText(1_000),
      prevention: z.array(prevention).max(4).default([]),
    }),
    output: saved,
  }),
  terminateCase: command({
    summary: 'End mediation without agreement and tell the parties the other routes (art. 26)',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      reason: z.enum(terminationReasons),
      on: civilDate,
      routesNotified: z.literal(true, 'field.routesNotified'),
      note: optionalText(1_000),
      /** Who refused to go on (art. 17), with the reason `refused`. */
      refusedBy: z.array(id).max(200).default([]),
      /** For the court: 争议焦点, 简案 / 繁案. */
      disputeFocus: optionalText(2_000),
      complexity: z.enum(complexities).nullable().default(null),
    }),
    output: saved,
  }),
  correctEnding: command({
    summary: 'Correct how and when a case ended: outcome, reason of termination or decline, the day',
    access: mediators,
    input: z.strictObject({
      id,
      version,
      on: civilDate,
      /** Of a closed case. */
      outcome: z.enum(outcomes).nullable().default(null),
      /** Of a case whose mediation was ended. */
      terminationReason: z.enum(terminationReasons).nullable().default(null),
      /** Of a case that was not accepted. */
      declineReason: optionalText(500),
      /** Empty: it stays. */
      note: optionalText(1_000),
      /** Why it is corrected. */
      reason: text(500),
    }),
    output: saved,
  }),
};
