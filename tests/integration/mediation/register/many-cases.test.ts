import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../../../src-main/entities.ts';
import { indexCases, pendingCases } from '../../../../src-main/mediation/search/index-store.ts';
import { openGateway } from '../../../../src-main/platform/database/gateway.ts';
import { writeCases } from '../../../bench/support/many-cases.ts';
import { listDiffers } from '../../../bench/support/plain-scan.ts';
import { openDesk, type TestDesk } from '../../../support/desk.ts';

/*
 * More cases than the list sorts at once (2,000): from there on it walks an index, and sifts by a map of bits. A bug there
 * shows in no smaller file.
 */
let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
  const [user] = await desk.sql<{ id: string; committee_id: string }>('SELECT id, committee_id FROM users');
  const gateway = await openGateway({ file: desk.file, entities });
  await writeCases(gateway, { committeeId: user!.committee_id, userId: user!.id }, 2_600, () => undefined);
  for (let left = 1; left > 0;) {
    left = await gateway.write(async (tx) => {
      const seqs = await pendingCases(tx, 1_000);
      await indexCases(tx, seqs);
      return seqs.length;
    });
  }
  await gateway.close();
}, 120_000);
afterAll(() => desk.close());

const holds = (word: string) =>
  `(title LIKE '%${word}%' OR EXISTS (SELECT 1 FROM case_parties p WHERE p.case_id = cases.id AND p.name LIKE '%${word}%'))`;

describe('the list of more cases than are sorted at once', () => {
  const text = '纠纷';
  const filters = [
    [{ text }, holds(text)],
    [{ text: '费纠纷' }, holds('费纠纷')],
    [{ text, stages: ['closed'] as const }, `stage = 'closed' AND ${holds(text)}`],
    [
      { text, closedFrom: '2020-03-01', closedTo: '2020-03-31' },
      `closed_on BETWEEN '2020-03-01' AND '2020-03-31' AND ${holds(text)}`,
    ],
    [
      { sources: ['ownInitiative'] as const, outcomes: ['lawsuit'] as const, minAmountFen: 5_000_000 },
      `source = 'ownInitiative' AND outcome = 'lawsuit' AND amount_fen >= 5000000`,
    ],
    [
      { stages: ['accepted'] as const, disputeTypes: ['medical'] },
      `stage = 'accepted' AND dispute_type = 'medical'`,
    ],
  ] as const;

  it('shows and counts what a plain scan of every row does, in every order, on every page', async () => {
    for (const [filter, plain] of filters) {
      for (const sort of ['updatedAt', 'appliedOn', 'number', 'title', 'stage', 'nextDueOn'] as const) {
        for (const descending of [true, false]) {
          const asked = { ...structuredClone(filter), sort, descending } as Parameters<typeof listDiffers>[2];
          expect(await listDiffers(desk, desk.sql, asked, plain), JSON.stringify(asked)).toBeNull();
        }
      }
    }
  }, 120_000);

  it('is exported whole and in its order', async () => {
    const input = {
      filter: { text },
      columns: ['number' as const],
      sort: 'number' as const,
      descending: false,
    };
    const { jobId } = await desk.call('mediation.exportCases', { ...input, format: 'csv' });
    await desk.application.idle();
    await desk.call('mediation.saveExport', { jobId });
    const lines = Buffer.from(desk.saved.at(-1)!.bytes).toString('utf8').split('\r\n').slice(1, -1);
    const rows = await desk.sql<{ number: string }>('SELECT number FROM cases ORDER BY number');
    expect(lines).toEqual(rows.map(({ number }) => number));
  }, 60_000);
});
