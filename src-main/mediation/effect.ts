import type { SignatureAct } from '../contract/mediation/agreement-values.ts';
import { civilDate, type CivilDate } from '../platform/dates.ts';

/**
 * The day an agreement takes effect, or null while something is missing.
 * Written (人民调解法 art. 29): every party has signed, sealed or fingerprinted, a mediator has signed and the committee’s
 * seal is on it; the day is that of the last of these acts, never the day of printing. Of several mediators the first
 * signature suffices. Oral (art. 30): the day on which it was reached.
 */
export function effectiveDate(agreement: {
  form: 'written' | 'oral';
  concludedOn: string | null;
  partyIds: readonly string[];
  acts: readonly SignatureAct[];
}): CivilDate | null {
  if (agreement.form === 'oral')
    return agreement.concludedOn === null ? null : civilDate(agreement.concludedOn);
  if (agreement.partyIds.length === 0) return null;
  const parties = agreement.partyIds.map((id) =>
    dayOf(agreement.acts, (act) => act.actor === 'party' && act.actorId === id && hasMark(act)),
  );
  const mediator = dayOf(agreement.acts, (act) => act.actor === 'mediator' && act.signature);
  const committee = dayOf(agreement.acts, (act) => act.actor === 'committee' && act.seal);
  const days = [...parties, mediator, committee];
  return days.reduce((latest, day) => (latest === null || day === null ? null : day > latest ? day : latest));
}

/**
 * Whether the day of effect may become another, or none: once something followed it (a receipt, urging, a visit, a step
 * before a court) everything is counted from it, and it stays. Corrections that leave the day as it is are free.
 */
export const effectMayMove = (
  change: { before: string | null; after: string | null },
  followed: boolean,
): boolean => change.before === null || change.before === change.after || !followed;

/** Acts that are still missing before the agreement can take effect; `id` of a party, null for mediator and seal. */
export function missingActs(agreement: {
  partyIds: readonly string[];
  acts: readonly SignatureAct[];
}): { actor: SignatureAct['actor']; id: string | null }[] {
  const done = (test: (act: SignatureAct) => boolean) => dayOf(agreement.acts, test) !== null;
  return [
    ...agreement.partyIds
      .filter((id) => !done((act) => act.actor === 'party' && act.actorId === id && hasMark(act)))
      .map((id) => ({ actor: 'party' as const, id })),
    ...(done((act) => act.actor === 'mediator' && act.signature)
      ? []
      : [{ actor: 'mediator' as const, id: null }]),
    ...(done((act) => act.actor === 'committee' && act.seal)
      ? []
      : [{ actor: 'committee' as const, id: null }]),
  ];
}

const hasMark = (act: SignatureAct): boolean => act.signature || act.fingerprint || act.seal;

/** Earliest day of an act that passes the test. */
function dayOf(acts: readonly SignatureAct[], test: (act: SignatureAct) => boolean): CivilDate | null {
  const days = acts.flatMap((act) => (act.doneOn !== null && test(act) ? [civilDate(act.doneOn)] : []));
  return days.length === 0 ? null : days.reduce((first, day) => (day < first ? day : first));
}
