import type { SignatureAct } from '../../../src-main/contract/mediation/agreement-values.ts';
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
    row('committee', null, committee, ['seal']),
  ];
}

/** The act with everything ticked that this actor usually does, on one day. */
export function allOn(row: SignatureRow, day: string): SignatureAct {
  const has = (mark: 'signature' | 'fingerprint' | 'seal') => row.can.includes(mark);
  return {
    ...row.act,
    signature: has('signature'),
    fingerprint: has('fingerprint'),
    seal: has('seal'),
    doneOn: day,
  };
}
