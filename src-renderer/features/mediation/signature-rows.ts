import type { z } from 'zod';
import type { signatureAct, SignatureAct } from '../../../src-main/contract/mediation/agreement-values.ts';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';

export interface SignatureRow {
  key: string;
  name: string;
  act: SignatureAct;
  /** What this actor can do on paper. */
  can: readonly ('signature' | 'fingerprint' | 'seal')[];
}

/** Everybody whose act the agreement needs (人民调解法 art. 29): the parties, the mediators, the committee’s seal. */
export function signatureRows(view: CaseView, committee: string): SignatureRow[] {
  const kept = view.agreement?.acts ?? [];
  const row = (
    actor: SignatureAct['actor'],
    actorId: string | null,
    name: string,
    can: SignatureRow['can'],
  ): SignatureRow => {
    const known = kept.find((act) => act.actor === actor && act.actorId === actorId);
    return {
      key: `${actor}:${actorId ?? ''}`,
      name: known?.name || name,
      can,
      act: {
        actor,
        actorId,
        signature: known?.signature ?? false,
        fingerprint: known?.fingerprint ?? false,
        seal: known?.seal ?? false,
        doneOn: known?.doneOn ?? null,
      },
    };
  };
  return [
    ...view.parties.map((party) =>
      row(
        'party',
        party.id,
        party.name,
        party.kind === 'person' ? ['signature', 'fingerprint'] : ['signature', 'seal'],
      ),
    ),
    ...view.mediators.map((mediator) => row('mediator', mediator.userId, mediator.name, ['signature'])),
    // Who signed before somebody else took the case over.
    ...kept
      .filter(
        ({ actor, actorId }) =>
          actor === 'mediator' && !view.mediators.some((mediator) => mediator.userId === actorId),
      )
      .map((act) => row('mediator', act.actorId, act.name, ['signature'])),
    row('committee', null, committee, ['seal']),
  ];
}

/**
 * The act with everything ticked that this actor usually does, on one day. One that has a day on the form stays as it is
 * there: the day is what the paper says.
 */
export function allOn(row: SignatureRow, typed: TypedAct, day: string): TypedAct {
  if (typed.doneOn) return typed;
  const has = (mark: 'signature' | 'fingerprint' | 'seal') => row.can.includes(mark);
  return {
    ...row.act,
    signature: has('signature'),
    fingerprint: has('fingerprint'),
    seal: has('seal'),
    doneOn: day,
  };
}

/** An act as the form holds it. */
type TypedAct = z.input<typeof signatureAct>;
