import { userNames } from '../../people/public.ts';
import { partiesOf } from '../case-party-store.ts';
import type { CaseContext } from '../case-store.ts';
import type { CaseRecord } from '../entities.ts';
import { agreementExtras } from '../lines/agreement-extras-store.ts';
import { mediatorsOf } from '../mediator-store.ts';
import type { PaperSource } from '../paper-data.ts';
import type { FormTexts } from './case-paper-data.ts';

/** What every paper of a case says of it, gathered once. */
export async function paperSourceOf(context: CaseContext, row: CaseRecord): Promise<PaperSource> {
  const { tx, actor, services } = context;
  const on = row.accepted_on ?? row.applied_on;
  const { region, name } = actor.committee;
  const type = services.reference
    .inForce('disputeTypes', region, on)
    .find((one) => one.code === row.dispute_type);
  const referral = services.reference
    .inForce('referralSources', region, on)
    .find((one) => one.code === row.referral_source);
  const names = await userNames(tx, [row.registered_by]);
  const referralBody = row.referral_body || (referral?.name ?? '');
  return {
    committee: name,
    number: row.number,
    title: row.title,
    source: row.source,
    referredBy: [referralBody, row.referral_number].filter(Boolean).join(' '),
    referralSource: row.referral_source,
    referralBody,
    referralNumber: row.referral_number,
    disputeType: type?.name ?? row.dispute_type,
    disputeSubType: type?.subTypes.find((one) => one.code === row.dispute_sub_type)?.name ?? '',
    appliedOn: row.applied_on,
    acceptedOn: row.accepted_on,
    facts: row.facts,
    requests: JSON.parse(row.requests) as string[],
    parties: await partiesOf(tx, row.id),
    mediators: (await mediatorsOf(tx, row.id)).map((one) => one.name),
    registrar: names.get(row.registered_by) ?? '',
    extras: await agreementExtras(tx, row.id),
  };
}

/**
 * Texts of forms as the committee’s region had them in force on a day; a text without which a form is none is today’s
 * where none was (a case of the paper age, entered afterwards).
 */
export function formTextsOn({ actor, services, today }: CaseContext, on: string): FormTexts {
  const { region } = actor.committee;
  const inForce = (code: string) =>
    services.reference.inForce('formTexts', region, on).find((one) => one.code === code);
  const text = (code: string) => inForce(code) ?? services.reference.one('formTexts', code, region, today);
  return {
    title: (code) => text(code).title,
    paragraphs: (code) => text(code).paragraphs,
    ifInForce: (code) => inForce(code)?.paragraphs ?? [],
  };
}
