import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { apply } from '../../integration/timebank/membership/kit.ts';
import { checkFile, solidTextOf } from '../pdf-tools.ts';

/* The form that the applicant signs: everything typed stands on it, both reviews with their names, one page. */
let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

function read(pdf: { base64: string; pages: number }, name: string): string {
  const bytes = Buffer.from(pdf.base64, 'base64');
  checkFile(bytes);
  const folder = process.env['FENGQIAO_LOOK'];
  if (folder) writeFileSync(`${folder}/${name}.pdf`, bytes);
  return solidTextOf(bytes);
}

describe('志愿者入会登记表', () => {
  it('filled: data, free time and both opinions; on one page also with long words', async () => {
    const clerk = await desk.as(['clerk']);
    const { id, version, volunteerNumber } = await apply(clerk, '阿依古丽·买买提阿卜杜热合曼', {
      ...{ gender: 'female', birthDate: '1961-05-04', idType: 'residentId', idNumber: '320113196105041228' },
      ...{ phone: '13800001234', address: '南京市栖霞区尧化街道尧林仙居小区尧辰路某某号一幢二单元三〇五室' },
      ...{
        guardian: '',
        skills: '生活照料、陪同就医、理发、维修小家电、教老人用手机、写字读报、节日慰问演出',
      },
    });
    await clerk.call('timebank.saveAvailability', {
      ...{ memberId: id, version: 0 },
      availability: {
        slots: [
          { weekday: 1, part: 'morning' },
          { weekday: 1, part: 'afternoon' },
          { weekday: 6, part: 'evening' },
        ],
        note: '只能步行可到的地方',
      },
    });
    const draft = read(
      await desk.call('timebank.previewMembershipForm', { memberId: id }),
      'membership-draft',
    );
    expect(draft).toContain('初审意见');
    await clerk.call('timebank.reviewMember', {
      id,
      version: version + 0,
      decision: 'pass',
      reason: '已面谈',
    });
    await desk.call('timebank.reviewMember', {
      id,
      version: version + 1,
      decision: 'pass',
      reason: '材料齐全',
    });
    const { documentId, pages } = await desk.call('timebank.issueMembershipForm', { memberId: id });
    const { pdf } = await desk.call('documents.read', { id: documentId });
    const text = read(pdf, 'membership-filled');
    expect(pages).toBe(1);
    for (const words of [
      volunteerNumber,
      '阿依古丽·买买提阿卜杜热合曼',
      '320113196105041228',
      '1961年5月4日',
      '13800001234',
      '周一上午、下午；周六晚上；只能步行可到的地方',
      '同意：已面谈',
      '同意：材料齐全',
      '审核人（签名）：主任',
      '申请人',
    ])
      expect(text).toContain(words);
  });

  it('refused at the first look leaves the second line empty', async () => {
    const { id, version } = await apply(desk, '没通过的');
    await desk.call('timebank.reviewMember', { id, version, decision: 'refuse', reason: '材料不全' });
    const text = read(
      await desk.call('timebank.previewMembershipForm', { memberId: id }),
      'membership-refused',
    );
    expect(text).toContain('不同意：材料不全');
    expect(text.match(/同意：/g)).toHaveLength(1);
  });

  it('blank: the same paper without a single datum', async () => {
    const pdf = await desk.call('timebank.blankMembershipForm', {});
    expect(pdf.pages).toBe(1);
    const text = read(pdf, 'membership-blank');
    expect(text).toContain('复审意见');
    expect(text).toContain('尧化街道人民调解委员会');
    expect(text).not.toContain('尧志2026');
    expect(await desk.call('timebank.printMembershipForm', { copies: 2 })).toEqual({ printed: true });
  });
});
