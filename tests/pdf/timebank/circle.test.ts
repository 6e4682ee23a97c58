import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatMinutes, minutes } from '../../../src-main/platform/minutes.ts';
import { deskIn } from '../../integration/timebank/circle-kit.ts';
import { addMember } from '../../integration/timebank/play.ts';
import type { TestDesk } from '../../support/desk.ts';
import { checkFile, solid, solidTextOf } from '../pdf-tools.ts';

/* The list that everybody signs: what it says is what was booked, and it says of nobody why he is in need. */
let desk: TestDesk;
beforeAll(async () => {
  desk = await deskIn('440106');
}, 60_000);
afterAll(() => desk.close());

it('the fund’s list of 40 members, names of any length, ties out to the ledger and breaks over pages', async () => {
  const rows: { memberId: string; minutes: number }[] = [];
  for (let n = 1; n <= 40; n++) {
    const name = n === 7 ? '阿卜杜热西提·阿卜杜克力木·买买提明江' : `成员${n}`;
    rows.push({ memberId: await addMember(desk, name), minutes: 30 * n + 7 });
  }
  const {
    documentId,
    minutes: total,
    number,
  } = await desk.call('timebank.issueFundList', {
    reason: '2026年度专项基金发放',
    rows,
  });
  const { pdf } = await desk.call('documents.read', { id: documentId });
  const bytes = Buffer.from(pdf.base64, 'base64');
  checkFile(bytes);
  const folder = process.env['FENGQIAO_LOOK'];
  if (folder) writeFileSync(`${folder}/fund-list.pdf`, bytes);

  const text = solidTextOf(bytes);
  const booked = await desk.sql<{ name: string; number: string; amount: number }>(
    `SELECT members.name, members.volunteer_number AS number, entry.amount FROM ledger_entries AS entry
     JOIN ledger_accounts AS account ON account.id = entry.account_id JOIN members ON members.id = account.member_id
     WHERE entry.amount > 0 ORDER BY entry.transaction_seq`,
  );
  expect(booked).toHaveLength(40);
  for (const row of booked) expect(text).toContain(row.number + solid(formatMinutes(minutes(row.amount))));
  expect(text).toContain(`合计40人${solid(formatMinutes(minutes(total)))}`);
  expect(text).toContain(solid(number));
  expect(text).toContain('领取人签名');
  // A family reads what the rule is called and of when it is, not its code.
  expect(text).toMatch(/发放依据：\S*时间银行使用与转赠规则（\d{4}年\d{1,2}月\d{1,2}日版）/);
  expect(text).not.toContain('use@');
  expect(pdf.pages).toBeGreaterThan(1);
}, 60_000);
