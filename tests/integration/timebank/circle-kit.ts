import type { RouteInput } from '../../../src-main/contract/index.ts';
import { openDesk, Refused, type TestDesk } from '../../support/desk.ts';
import { addMember, book, line, sheet } from './play.ts';

type Calls = Pick<TestDesk, 'call'>;
type Relation = RouteInput<'timebank.recordRelation'>['relation'];
type Representative = RouteInput<'timebank.recordRepresentative'>['representative'];
type Assessment = RouteInput<'timebank.assessRecipient'>['assessment'];

/** A centre of a region of its own. The clock stands on 2026-07-01. */
export async function deskIn(region: string): Promise<TestDesk> {
  const desk = await openDesk({ initialise: false });
  await desk.call('people.initialise', {
    committee: { name: '某街道人民调解委员会', mark: '某', region },
    administrator: { username: 'admin', displayName: '主任', password: 'correct horse battery' },
  });
  return desk;
}

/** The code of a refusal, and the problem of its first field; undefined when it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<string | undefined> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return undefined;
  if (!(error instanceof Refused)) return 'broken';
  const [field] = Object.entries(error.error.fields ?? {});
  return field ? `${error.error.code} ${field[0]} ${field[1].code}` : error.error.code;
}

/** A member with coins earned on 20 June. */
export async function earner(desk: Calls, name = '王志明', minutes = 240): Promise<string> {
  const id = await addMember(desk, name, { birthDate: '1950-01-01' });
  await book(desk, sheet('2026-06-20', [line(id, '08:00', '20:00', minutes)]));
  return id;
}

export const relate = (desk: Calls, memberId: string, otherId: string, more: Partial<Relation> = {}) =>
  desk.call('timebank.recordRelation', {
    memberId,
    relation: { otherId, kind: 'lineal', proofKind: 'householdRegister', from: '2026-06-01', ...more },
  });

export const represent = (desk: Calls, memberId: string, more: Partial<Representative> = {}) =>
  desk.call('timebank.recordRepresentative', {
    memberId,
    representative: {
      kind: 'proxy',
      scopes: ['requests', 'counter', 'transfers'],
      name: '王小明',
      phone: '13812345678',
      proofKind: 'authorisation',
      from: '2026-06-01',
      ...more,
    },
  });

export const assess = (desk: Calls, memberId: string, more: Partial<Assessment> = {}) =>
  desk.call('timebank.assessRecipient', {
    memberId,
    assessment: {
      classes: ['livingAlone'],
      evidence: '入户核查，街道低保名册',
      decidedBy: '街道民政科',
      from: '2026-06-01',
      ...more,
    },
  });
