import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Database } from '../../../src-main/platform/database/gateway.ts';
import type { Writer } from '../../../src-main/platform/database/handles.ts';
import {
  CaseParties,
  Cases,
  MediationSessions,
  type CasePartyRecord,
  type CaseRecord,
  type SessionRecord,
} from '../../../src-main/mediation/entities.ts';
import { Parties } from '../../../src-main/people/entities.ts';
import { nameKeys } from '../../../src-main/platform/search-key.ts';

export interface Ground {
  committeeId: string;
  userId: string;
}

const BENCH_PARTY = '00000000-0009-7000-8000-000000000000';
const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严',
];
const given = [
  ...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲红建国华玉梅志海燕晓春林云波宁萍鹏凤琴飞斌倩宇浩凯俊雪慧莉颖佳欣怡晨阳博然',
];
const types = [
  'neighbours',
  'marriageFamily',
  'housing',
  'contract',
  'damages',
  'property',
  'traffic',
  'medical',
  'labour',
  'other',
];

/** Sentences of the published cases, to make texts of that read as real ones do. */
export async function sentencesOfPublishedCases(): Promise<string[]> {
  const file = resolve(import.meta.dirname, '../../fixtures/published-cases.json');
  const text = JSON.stringify(JSON.parse(await readFile(file, 'utf8')));
  const parts = text.match(/[\u4e00-\u9fff0-9]{5,40}[。,，;；]/gu) ?? [];
  return [...new Set(parts)];
}

/** The same sequence in every run. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Fills the file with cases; their words are not indexed yet. */
export async function writeCases(
  database: Database,
  ground: Ground,
  count: number,
  progress: (done: number) => void,
): Promise<void> {
  const sentences = await sentencesOfPublishedCases();
  const next = random(7);
  await database.write((tx) =>
    tx.insert(Parties, {
      ...emptyPerson,
      id: BENCH_PARTY,
      version: 1,
      merged_into: null,
      search_keys: nameKeys('测试'),
      name: '测试',
    }),
  );
  for (let from = 1; from <= count; from += 1_000) {
    const made = Array.from({ length: Math.min(1_000, count - from + 1) }, (_, index) =>
      makeCase(from + index, ground, sentences, next),
    );
    await database.write((tx) => insertCases(tx, made));
    if (from % 50_000 === 1) progress(from);
  }
}

export interface MadeCase {
  row: CaseRecord;
  parties: CasePartyRecord[];
  sessions: SessionRecord[];
}

export async function insertCases(tx: Writer, made: readonly MadeCase[]): Promise<void> {
  await tx.insert(
    Cases,
    made.map((one) => one.row),
  );
  await tx.insert(
    CaseParties,
    made.flatMap((one) => one.parties),
  );
  const sessions = made.flatMap((one) => one.sessions);
  if (sessions.length > 0) await tx.insert(MediationSessions, sessions);
}

export function makeCase(
  seq: number,
  ground: Ground,
  sentences: readonly string[],
  next: () => number,
): MadeCase {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const text = (size: number) => Array.from({ length: size }, () => pick(sentences)).join('');
  const name = () => pick(surnames) + pick(given) + (next() < 0.75 ? pick(given) : '');
  const [one, other] = [name(), name()];
  const uuid = (kind: string) => `00000000-000${kind}-7000-8000-${String(seq).padStart(12, '0')}`;
  const id = uuid('0');
  const year = 2010 + (seq % 16);
  const day = `${year}-${String(1 + (seq % 12)).padStart(2, '0')}-${String(1 + (seq % 28)).padStart(2, '0')}`;
  const closed = seq % 10 > 0;
  const row: CaseRecord = {
    seq,
    id,
    version: 1,
    committee_id: ground.committeeId,
    area_id: null,
    number: `（${year}）尧人调字第${seq}号`,
    title: `${one}与${other}${pick(['邻里', '物业费', '漏水', '借款', '交通事故', '赡养', '劳动报酬', '租赁合同'])}纠纷`,
    dispute_type: pick(types),
    dispute_sub_type: '',
    source: pick(['writtenApplication', 'oralApplication', 'ownInitiative'] as const),
    referral_source: '',
    referral_body: '',
    referral_number: '',
    applied_on: day,
    facts: text(4 + Math.floor(next() * 5)),
    requests: JSON.stringify([pick(sentences)]),
    claimed_fen: null,
    closed_to_public: 1,
    stage: closed ? 'closed' : 'accepted',
    accepted_on: day,
    rights_notified_on: day,
    declined_on: null,
    decline_reason: '',
    decline_kind: '',
    terminated_on: null,
    termination_reason: '',
    termination_note: '',
    outcome: closed ? pick(['performed', 'performing', 'lawsuit'] as const) : null,
    outcome_note: '',
    closed_on: closed ? day : null,
    due_on: day,
    next_action: closed ? null : 'holdSession',
    next_due_on: closed ? null : day,
    amount_fen: Math.floor(next() * 10_000_000),
    registered_by: ground.userId,
    created_at: `${day}T00:00:00.000Z`,
    updated_at: `${day}T00:00:${String(seq % 60).padStart(2, '0')}.000Z`,
  };
  return {
    row,
    parties: [one, other].map((person, position) => ({
      ...emptyParty,
      id: uuid(String(1 + position)),
      case_id: id,
      position,
      role: position === 0 ? ('applicant' as const) : ('respondent' as const),
      directory_id: BENCH_PARTY,
      name: person,
      phone: `1${String(3_000_000_000 + Math.floor(next() * 6_000_000_000))}`,
    })),
    sessions:
      closed || next() < 0.3
        ? [
            {
              ...{
                id: uuid('3'),
                case_id: id,
                version: 1,
                number: 1,
                held_on: day,
                starts_at: '08:00',
                ends_at: '09:00',
              },
              ...{ place: '调解室', attendees: '', minutes: text(3), result: '', recorder: '', late: 0 },
              ...{ recorded_by: ground.userId, recorded_at: row.created_at, kind: 'joint' as const },
            },
          ]
        : [],
  };
}

const emptyParty = {
  ...{ consents: 1, kind: 'person' as const, gender: 'unknown' as const, ethnicity: '', birth_date: null },
  ...{ age: null, occupation: '', address: '', id_type: 'unknown' as const, id_number: '', credit_code: '' },
  ...{ legal_representative: '', legal_representative_post: '' },
};

const emptyPerson = {
  ...{ kind: 'person' as const, gender: 'unknown' as const, ethnicity: '', birth_date: null, age: null },
  ...{ occupation: '', phone: '', address: '', id_type: 'unknown' as const, id_number: '', credit_code: '' },
  ...{
    legal_representative: '',
    legal_representative_post: '',
    created_at: '2026-01-01',
    updated_at: '2026-01-01',
  },
};
