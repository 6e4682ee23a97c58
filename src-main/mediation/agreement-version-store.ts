import type {
  AgreementEnding,
  AgreementFields,
  SignatureAct,
} from '../contract/mediation/agreement-values.ts';
import { AppError } from '../platform/app-error.ts';
import type { Reader } from '../platform/database/handles.ts';
import type { CommandContext } from '../platform/router/handlers.ts';
import { actsOf, replaceActs, writeAgreement, type StoredAgreement } from './agreement-store.ts';
import { Agreements } from './entities.ts';
import { AgreementVersions, type AgreementVersionRecord } from './performance/entities.ts';

/** Agreements of a case that gave way, newest first. */
export const versionsOf = (tx: Reader, caseId: string): Promise<AgreementVersionRecord[]> =>
  tx.find(AgreementVersions).find({ where: { case_id: caseId }, order: { id: 'DESC' } });

/** The agreement that was in effect until the one being worked on began; null when there is none to return to. */
export async function formerAgreement(tx: Reader, caseId: string): Promise<AgreementVersionRecord | null> {
  const versions = await versionsOf(tx, caseId);
  return versions.find((one) => one.ending !== 'withdrawn' && one.restored_at === null) ?? null;
}

/** The day on which the agreement was concluded that the one being worked on replaces; null when it replaces none. */
export async function formerConclusion(tx: Reader, caseId: string): Promise<string | null> {
  const former = await formerAgreement(tx, caseId);
  return former && ((JSON.parse(former.terms) as AgreementFields).concludedOn ?? former.effective_on);
}

/**
 * Whether something stands that is counted from the day of effect: a receipt or result, urging, a visit, a step before a
 * court. What was reversed, undone or struck out does not, nor what belongs to a former version.
 */
export async function effectIsFollowed(tx: Reader, caseId: string): Promise<boolean> {
  const since = (await formerAgreement(tx, caseId))?.id ?? '';
  const found = await tx.get<{ found: number }>(
    `SELECT EXISTS (SELECT 1 FROM performance_entries e WHERE case_id = ?1 AND id > ?2 AND kind <> 'reversal'
         AND NOT EXISTS (SELECT 1 FROM performance_entries r WHERE r.reverses_id = e.id))
       OR EXISTS (SELECT 1 FROM performance_urgings WHERE case_id = ?1 AND id > ?2)
       OR EXISTS (SELECT 1 FROM return_visits WHERE case_id = ?1 AND id > ?2)
       OR EXISTS (SELECT 1 FROM court_steps WHERE case_id = ?1 AND id > ?2 AND struck_reason = '')
       OR ifnull((SELECT sum(CASE event WHEN 'undo' THEN -1 ELSE 1 END) FROM confirmation_events
         WHERE case_id = ?1 AND id > ?2), 0) > 0 AS found`,
    [caseId, since],
  );
  return found?.found === 1;
}

/**
 * Keeps an issued agreement as a former version and opens its terms again: unnumbered, unsigned, not in effect. Answers the
 * version of the agreement that is worked on.
 */
export async function endVersion(
  context: CommandContext,
  { record, fields }: StoredAgreement,
  end: { ending: AgreementEnding; on: string; reason: string },
): Promise<number> {
  const { tx, services, actor, now } = context;
  if (record.number === null || record.issued_document_id === null) throw new AppError('agreement.notIssued');
  await tx.insert(AgreementVersions, {
    id: services.ids.next(),
    case_id: record.case_id,
    agreement_id: record.id,
    ending: end.ending,
    reason: end.reason,
    ended_on: end.on,
    number: record.number,
    document_id: record.issued_document_id,
    effective_on: record.effective_on,
    terms: JSON.stringify(fields),
    acts: JSON.stringify(await actsOf(tx, record.id)),
    ended_by: actor.userId,
    ended_at: now,
    restored_by: null,
    restored_at: null,
  });
  const version = record.version + 1;
  await tx.update(Agreements, record.id, {
    number: null,
    issued_document_id: null,
    effective_on: null,
    version,
    updated_at: now,
  });
  await replaceActs(context, record.id, []);
  return version;
}

/** The former version becomes the agreement of the case again, as it was signed. Answers its version. */
export async function restoreVersion(
  context: CommandContext,
  current: StoredAgreement,
  former: AgreementVersionRecord,
): Promise<number> {
  const { tx, actor, now } = context;
  const terms = JSON.parse(former.terms) as AgreementFields;
  const version = (await writeAgreement(context, former.case_id, current.record, terms)) + 1;
  await replaceActs(context, former.agreement_id, JSON.parse(former.acts) as SignatureAct[]);
  await tx.update(AgreementVersions, former.id, { restored_by: actor.userId, restored_at: now });
  await tx.update(Agreements, former.agreement_id, {
    number: former.number,
    issued_document_id: former.document_id,
    effective_on: former.effective_on,
    version,
    updated_at: now,
  });
  return version;
}
