import type { AgreementFields, SignatureAct } from '../../contract/mediation/agreement-values.ts';
import type { CaseView } from '../../contract/mediation/case-views.ts';
import type { Finding } from '../../contract/mediation/finding.ts';
import type { RouteInput, RouteOutput } from '../../contract/index.ts';
import type { PerformanceView } from '../../contract/mediation/performance.ts';
import type { UserView } from '../../contract/people.ts';
import { fixedClock } from '../../platform/clock.ts';
import { addDays, civilDate } from '../../platform/dates.ts';
import { createIds, type Ids } from '../../platform/ids.ts';
import { formatYuan, fen } from '../../platform/money.ts';
import { playToArchive, type ArchivedCase } from './demo-dossier.ts';

/** What the demo needs of the program: its routes, and the clock that it winds by hand. */
export interface DemoDesk {
  call<T>(route: string, input: unknown): Promise<T>;
  setClock(instant: string): void;
}

/** `seeds/demo/cases.json`; parties are named by keys of the file, ids are made while playing. */
export interface DemoCases {
  about: string;
  cases: readonly DemoCase[];
}

interface DemoCase {
  id: string;
  publishedAs: { facts: string; source?: string };
  register: Omit<RouteInput<'mediation.registerCase'>['case'], 'parties'> & { parties: DemoParty[] };
  acceptedOn: string;
  sessions: readonly { heldOn: string; startsAt: string; endsAt: string; result: string; minutes?: string }[];
  agreement?: Omit<AgreementFields, 'clauses' | 'responsibilities' | 'place' | 'recorder'> & {
    clauses: (Record<string, unknown> & { debtors: string[]; creditors: string[] })[];
    responsibilities: { party: string; text: string }[];
  };
  signedOn?: string;
  close?: { outcome: string; on: string; note: string };
  /** What the report says of a court, recorded before closing. */
  court?: {
    kind: 'lawsuit';
    filedOn: string;
    court: string;
    number: string;
    filedBy: string;
    result: string;
    resultOn: string | null;
    note: string;
  };
  confirmation?: { event: string; on: string; court: string; number: string; note: string }[];
  terminate?: { reason: string; on: string; note: string };
}

type DemoParty = Omit<RouteInput<'mediation.registerCase'>['case']['parties'][number], 'id'> & {
  key: string;
};

/** One case a day, from this day on: the day on which it is typed in, whenever it happened. */
const firstDay = civilDate('2026-09-01');

/**
 * Plays every published case from registration to its end through the routes, and issues its papers. Throws when a
 * route refuses or the checker finds an error: the demo is a test of the main line. Those that `toArchive` names go on to
 * the archive, each with a bound dossier.
 */
export async function playMediation(
  desk: DemoDesk,
  seeds: DemoCases,
  say: (line: string) => void,
  toArchive: (id: string) => boolean = () => false,
): Promise<{ documentIds: string[]; archived: ArchivedCase[] }> {
  const ids = createIds(fixedClock('2026-09-01T00:00:00.000Z'));
  const users = (await desk.call<{ rows: UserView[] }>('people.listUsers', {})).rows;
  const mediators = users.filter((user) => user.roles.includes('mediator'));
  const documentIds: string[] = [];
  const archived: ArchivedCase[] = [];
  for (const [index, one] of seeds.cases.entries()) {
    desk.setClock(`${addDays(firstDay, index)}T01:00:00.000Z`);
    const lead = mediators[index % mediators.length] ?? users[0];
    if (!lead) throw new Error('the demo needs an account that may mediate');
    const played = await playCase(desk, one, lead, ids, say);
    documentIds.push(...played.issued);
    if (!toArchive(one.id)) continue;
    archived.push(
      await playToArchive(desk, played.caseId, {
        compiledBy: lead.displayName,
        checkedBy: `${users.find((user) => user.id !== lead.id)?.displayName ?? '主任'}（检查）`,
        today: addDays(firstDay, index),
        source: one.publishedAs.source ?? '来源见案例数据',
      }),
    );
  }
  return { documentIds, archived };
}

async function playCase(
  desk: DemoDesk,
  one: DemoCase,
  lead: UserView,
  ids: Ids,
  say: (line: string) => void,
): Promise<{ caseId: string; issued: string[] }> {
  const partyIds = new Map(one.register.parties.map((party) => [party.key, ids.next()]));
  const idOf = (key: string): string => {
    const id = partyIds.get(key);
    if (id === undefined) throw new Error(`seeds/demo/cases.json: ${one.id} has no party “${key}”`);
    return id;
  };
  const parties = one.register.parties.map(({ key, ...party }) => ({ ...party, id: idOf(key) }));
  const registered = await desk.call<RouteOutput<'mediation.registerCase'>>('mediation.registerCase', {
    case: { ...one.register, parties },
  });
  const caseId = registered.id;
  const issued: string[] = [];
  const issue = async (paper: string, version?: number) => {
    const made = await desk.call<RouteOutput<'mediation.issuePaper'>>('mediation.issuePaper', {
      caseId,
      paper,
      ...(version === undefined ? {} : { version }),
    });
    issued.push(made.documentId);
    return made;
  };

  const accepted = await desk.call<RouteOutput<'mediation.acceptCase'>>('mediation.acceptCase', {
    id: caseId,
    version: registered.version,
    acceptedOn: one.acceptedOn,
    rightsNotifiedOn: one.acceptedOn,
    consents: parties.map((party) => ({ partyId: party.id, consents: true })),
    mediators: [{ userId: lead.id, lead: true, chosenBy: 'committee' }],
  });
  if (one.register.source !== 'ownInitiative') await issue('applicationForm');
  await issue('acceptanceForm');
  for (const session of one.sessions) {
    await desk.call('mediation.recordSession', {
      caseId,
      session: {
        ...session,
        place: '调解室',
        minutes: session.minutes ?? `按公开报道整理：${one.publishedAs.facts}`,
        recorder: lead.displayName,
      },
    });
  }

  const lines = [`  ${accepted.number}  ${one.register.title}`];
  if (one.agreement) lines.push(...(await playAgreement(desk, caseId, one, lead, { ids, idOf, issue })));
  if (one.close) await playPerformance(desk, caseId, one);
  const version = (await desk.call<CaseView>('mediation.readCase', { id: caseId })).version;
  if (one.close) {
    await desk.call('mediation.closeCase', { id: caseId, version, ...one.close });
    lines.push(`closed (${one.close.outcome})`);
  }
  if (one.terminate) {
    await desk.call('mediation.terminateCase', {
      id: caseId,
      version,
      ...one.terminate,
      routesNotified: true,
    });
    lines.push(`terminated (${one.terminate.reason})`);
  }
  const end = await desk.call<CaseView>('mediation.readCase', { id: caseId });
  if (end.nextAction) lines.push(`next: ${end.nextAction}${end.nextDueOn ? ` by ${end.nextDueOn}` : ''}`);
  say(lines.join(' · '));
  return { caseId, issued };
}

/** What was performed by the day of closing, as the report tells it: receipts, deeds, what a court did. */
async function playPerformance(desk: DemoDesk, caseId: string, one: DemoCase): Promise<void> {
  const { close } = one;
  if (!close) return;
  if (one.court) await desk.call('mediation.saveCourtStep', { caseId, step: one.court });
  for (const [count, step] of (one.confirmation ?? []).entries()) {
    await desk.call('mediation.recordConfirmation', { caseId, count, step });
  }
  if (close.outcome !== 'performed') return;
  const { items } = await desk.call<PerformanceView>('mediation.readPerformance', { caseId });
  for (const { key, kind, openFen } of items) {
    if (kind === 'payment' && openFen !== null) {
      const receipt = { itemKey: key, amountFen: openFen, paidOn: close.on, evidence: '公开报道' };
      await desk.call('mediation.recordReceipt', { caseId, receipt });
    } else {
      const result = { itemKey: key, result: 'done', on: close.on, note: '公开报道' };
      await desk.call('mediation.recordItemResult', { caseId, result });
    }
  }
}

async function playAgreement(
  desk: DemoDesk,
  caseId: string,
  one: DemoCase,
  lead: UserView,
  tools: {
    ids: Ids;
    idOf(key: string): string;
    issue(paper: string, version?: number): Promise<{ number: string }>;
  },
): Promise<string[]> {
  const { agreement } = one;
  if (!agreement) return [];
  const typed = {
    ...agreement,
    place: '调解室',
    recorder: lead.displayName,
    responsibilities: agreement.responsibilities.map((each) => ({
      partyId: tools.idOf(each.party),
      text: each.text,
    })),
    clauses: agreement.clauses.map(({ debtors, creditors, ...clause }) => ({
      ...clause,
      id: tools.ids.next(),
      debtorIds: debtors.map(tools.idOf),
      creditorIds: creditors.map(tools.idOf),
      instalments: ((clause['instalments'] ?? []) as object[]).map((each) => ({ dueOn: null, ...each })),
    })),
  };
  const checked = await desk.call<RouteOutput<'mediation.checkAgreement'>>('mediation.checkAgreement', {
    caseId,
    agreement: typed,
  });
  const errors = checked.findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) throw new Error(`${one.id}: the checker found ${JSON.stringify(errors)}`);
  const saved = await desk.call<RouteOutput<'mediation.saveAgreement'>>('mediation.saveAgreement', {
    caseId,
    agreement: typed,
  });
  const { number } = await tools.issue('agreement', saved.version);
  const effectiveOn = await sign(desk, caseId, agreement.form, one.signedOn ?? agreement.concludedOn);
  return [
    `agreement ${number} ${checked.totalFen > 0 ? formatYuan(fen(checked.totalFen)) : 'no fixed sum'}, ${remarks(checked.findings)}, ${checked.copies} copies`,
    `in effect ${effectiveOn}`,
  ];
}

/** Everybody signs on one day: parties sign and fingerprint (firms seal), the mediator signs, the committee seals. */
async function sign(desk: DemoDesk, caseId: string, form: string, on: string | null): Promise<string | null> {
  const { agreement, parties } = await desk.call<CaseView>('mediation.readCase', { id: caseId });
  if (!agreement) throw new Error('no agreement to sign');
  if (form === 'oral') return agreement.effectiveOn;
  const firms = new Set(parties.filter((party) => party.kind === 'organisation').map((party) => party.id));
  const acts = agreement.acts.map(({ actor, actorId }): SignatureAct => {
    const isFirm = actor === 'committee' || (actorId !== null && firms.has(actorId));
    return {
      actor,
      actorId,
      signature: actor !== 'committee',
      fingerprint: actor === 'party' && !isFirm,
      seal: isFirm,
      doneOn: on,
    };
  });
  const signed = await desk.call<RouteOutput<'mediation.recordSignatures'>>('mediation.recordSignatures', {
    caseId,
    version: agreement.version,
    acts,
  });
  return signed.effectiveOn;
}

const remarks = (findings: readonly Finding[]): string => {
  const count = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  return `0 errors, ${count('warning')} warnings`;
};
