import type { Clause } from '../../contract/mediation/agreement-values.ts';
import { AppError } from '../../platform/app-error.ts';
import { maskPhone } from '../../platform/masking.ts';
import type { CommandContext, HandlersOf, QueryContext } from '../../platform/router/handlers.ts';
import { agreementOf } from '../agreement-store.ts';
import { partiesOf } from '../case-party-store.ts';
import { caseById, keepCase } from '../case-store.ts';
import type { CaseRecord } from '../entities.ts';
import { totalFen } from '../totals.ts';
import { chargeAmounts } from './charge.ts';
import { chargeClauses, compensationClauses, medicalClauses, wageClauses } from './clause-drafts.ts';
import { compensation } from './compensation.ts';
import { compensationOf } from './compensation-store.ts';
import { effectsFor } from './facts-store.ts';
import { lineOf } from './line-of.ts';
import {
  chargeOf,
  jointOf,
  medicalOf,
  trafficOf,
  wagesOf,
  writeCharge,
  writeJoint,
  writeMedical,
  writeTraffic,
  writeWages,
} from './line-store.ts';
import { autopsyBy, claimDays } from './medical.ts';
import { checkWages, wageTotals } from './wages.ts';
import { requireOpenLine } from './open-line.ts';

type RecordRoutes =
  | 'mediation.readLines'
  | 'mediation.saveMedical'
  | 'mediation.saveTraffic'
  | 'mediation.saveCharge'
  | 'mediation.saveWages'
  | 'mediation.saveJoint'
  | 'mediation.draftClauses';

export const recordHandlers: Pick<HandlersOf<'mediation'>, RecordRoutes> = {
  async 'mediation.readLines'(context, { caseId }) {
    const { tx } = context;
    const row = await caseById(context, caseId);
    const agreement = await agreementOf(tx, caseId);
    const agreed = agreement ? totalFen(agreement.fields.clauses) : 0;
    const medical = await medicalOf(tx, caseId);
    const traffic = await trafficOf(tx, caseId);
    const wages = await wagesOf(tx, caseId);
    const charge = await chargeOf(tx, caseId);
    const joint = await jointOf(tx, caseId);
    const sheet = await compensationOf(tx, caseId);
    return {
      line: lineOf(row.dispute_type),
      effects: effectsFor(context, row, agreed === 0 ? null : agreed),
      medical: medical && {
        ...medical.fields,
        version: medical.version,
        claim: claimDays({
          effectiveOn: agreement?.record.effective_on ?? null,
          submittedOn: medical.fields.claimSubmittedOn,
          paidOn: medical.fields.claimPaidOn,
        }),
        autopsyBy: autopsyBy(medical.fields.diedOn, medical.fields.bodyFrozen),
      },
      materials: lineOf(row.dispute_type) === 'medical' ? materialsOf(context) : [],
      traffic: traffic && { ...traffic.fields, version: traffic.version },
      compensation: sheet && { ...sheet, result: compensation(sheet.input, sheet.figures) },
      charge: charge && { ...charge.fields, version: charge.version, ...chargeAmounts(charge.fields) },
      wages: wages && {
        ...wages.fields,
        version: wages.version,
        ...wageTotals(wages.fields.rows),
        findings: checkWages(wages.fields.rows),
      },
      joint: joint && {
        version: joint.version,
        bodies: joint.fields.map((body) => ({ ...body, phone: maskPhone(body.phone) })),
      },
      batch:
        (await tx.get<{ id: string; name: string }>(
          'SELECT b.id, b.name FROM batch_rows r JOIN case_batches b ON b.id = r.batch_id WHERE r.case_id = ?',
          [caseId],
        )) ?? null,
    };
  },

  // A claim is paid long after the case is closed: the record stays open then.
  async 'mediation.saveMedical'(context, { caseId, version, medical }) {
    await caseStillKept(context, caseId);
    const saved = await writeMedical(context, caseId, version, medical);
    context.audit(`case:${caseId}`, { medical: saved, experts: medical.experts.length });
    return { id: caseId, version: saved };
  },

  async 'mediation.saveTraffic'(context, { caseId, version, traffic }) {
    const row = await caseStillKept(context, caseId);
    const saved = await writeTraffic(context, caseId, version, traffic);
    // Whether the insurers were told of a session that is coming is something the case waits for.
    await keepCase(context, row, {}, false);
    context.audit(`case:${caseId}`, { traffic: saved, insurances: traffic.insurances.length });
    return { id: caseId, version: saved };
  },

  async 'mediation.saveCharge'(context, { caseId, version, charge }) {
    await caseStillKept(context, caseId);
    const saved = await writeCharge(context, caseId, version, charge);
    context.audit(`case:${caseId}`, { charge: saved, dueFen: chargeAmounts(charge).dueFen });
    return { id: caseId, version: saved };
  },

  async 'mediation.saveWages'(context, { caseId, version, wages }) {
    await beforeIssue(context, caseId);
    const saved = await writeWages(context, caseId, version, wages);
    context.audit(`case:${caseId}`, { wages: saved, rows: wages.rows.length, ...wageTotals(wages.rows) });
    return { id: caseId, version: saved };
  },

  async 'mediation.saveJoint'(context, { caseId, version, bodies }) {
    await caseStillKept(context, caseId);
    const before = await jointOf(context.tx, caseId);
    // A number that comes back as its own body’s was masked is what is on file; two bodies can look alike when masked.
    const known = new Map(before?.fields.map((body) => [body.id, body.phone]));
    const full = bodies.map((body) => {
      const onFile = known.get(body.id);
      const kept = onFile !== undefined && body.phone === maskPhone(onFile);
      return kept ? { ...body, phone: onFile } : body;
    });
    const saved = await writeJoint(context, caseId, version, full);
    context.audit(`case:${caseId}`, { joint: saved, bodies: bodies.length });
    return { id: caseId, version: saved };
  },

  async 'mediation.draftClauses'(context, { caseId, from }) {
    await caseById(context, caseId);
    const parties = await partiesOf(context.tx, caseId);
    const people = { parties, newId: () => context.services.ids.next() };
    return { clauses: await clausesFrom(context, caseId, from, people) };
  },
};

async function clausesFrom(
  { tx }: QueryContext,
  caseId: string,
  from: 'compensation' | 'wages' | 'medical' | 'charge',
  people: Parameters<typeof chargeClauses>[0],
): Promise<Clause[]> {
  switch (from) {
    case 'compensation': {
      const sheet = await compensationOf(tx, caseId);
      return sheet ? compensationClauses(people, compensation(sheet.input, sheet.figures)) : [];
    }
    case 'wages': {
      const sheet = await wagesOf(tx, caseId);
      return sheet && sheet.fields.rows.length > 0 ? wageClauses(people, sheet.fields) : [];
    }
    case 'medical': {
      const record = await medicalOf(tx, caseId);
      return record ? medicalClauses(people, record.fields) : [];
    }
    case 'charge': {
      const charge = await chargeOf(tx, caseId);
      return charge ? chargeClauses(people, chargeAmounts(charge.fields).dueFen) : [];
    }
  }
}

const materialsOf = ({ services, actor, today }: QueryContext) =>
  services.reference
    .inForce('medicalMaterials', actor.committee.region, today)
    .map(({ code, side, name, copies, source }) => ({ code, side, name, copies, source }));

/** Errors: `case.stageForbids` for a case that was declined or terminated. */
async function caseStillKept(context: CommandContext, caseId: string): Promise<CaseRecord> {
  const row = await caseById(context, caseId);
  requireOpenLine(row);
  return row;
}

/** The wage sheet is printed with the agreement. Errors: `agreement.alreadyIssued`. */
async function beforeIssue(context: CommandContext, caseId: string): Promise<void> {
  await caseStillKept(context, caseId);
  const agreement = await agreementOf(context.tx, caseId);
  if (agreement?.record.issued_document_id) throw new AppError('agreement.alreadyIssued');
}
