import { describe, expect, it } from 'vitest';
import { formatDate, isCivilDate } from '../../src-main/platform/dates.ts';
import { bothForms, fen } from '../../src-main/platform/money.ts';
import { chineseNumber } from '../../src-main/platform/documents/numerals.ts';
import { FONTS_DIR, render, solid, solidTextOf, textOf } from './pdf-tools.ts';
import { annexOf } from '../../src-main/mediation/lines/annex.ts';
import { agreementOf, publishedCases } from './published-cases.ts';
import { longAgreement, shortAgreement } from './sample-data.ts';

const KIND = 'mediation.agreement';

describe.each(['written', 'oral'] as const)('what a special line adds to the %s agreement', (form) => {
  const joint = [
    { name: '某区住房局', lead: true, opinion: '公共部位维修问题属实' },
    { name: '某街道办事处', lead: false },
  ];
  const annex = annexOf(
    Array.from({ length: 30 }, (_, index) => ({
      name: `工人${index + 1}`,
      partyId: null,
      from: '2025-10-01',
      to: '2026-01-31',
      halfDays: 43,
      dailyFen: 30_000,
      owedFen: 6_450_000,
      paidFen: 0,
    })),
  )!;

  it('would notice an annex or a body that does not sign', () => {
    const text = solidTextOf(render(KIND, { ...shortAgreement, form, joint, annex }));
    expect(text).toContain('某区住房局：公共部位维修问题属实。');
    expect(text).toContain('牵头单位（某区住房局）：');
    expect(text).toContain('参与单位（某街道办事处）：');
    expect(text.indexOf('附表：工资明细')).toBeGreaterThan(text.indexOf('牵头单位'));
    expect(text).toContain('工人30');
  });

  it('keeps periods and sums of the annex in one line', () => {
    const text = textOf(render(KIND, { ...shortAgreement, form, annex }));
    expect(text).toContain('2025.10.1至2026.1.31');
    expect(text).toContain('1,935,000.00');
  });
});

describe('人民调解协议书 on paper', () => {
  it('would notice a part that is missing or out of order', () => {
    const text = solidTextOf(render(KIND, shortAgreement));
    const parts = [
      '人民调解协议书',
      '编号：（2026）栖尧人调字第15号',
      '申请人：杨某兰，女，汉族，52岁',
      '被申请人：南京某某物业服务有限公司',
      '委托代理人：王某，特别授权',
      '纠纷主要事实',
      '争议事项',
      '各方责任',
      '经调解，各方当事人自愿达成如下协议：',
      '一、杨某兰向5楼住户支付维修费及电脑损失人民币壹万元整（¥10,000.00），最迟于2026年7月31日付清，支付方式：银行转账。',
      '二、由南京某某物业服务有限公司履行：更换6楼至4楼公共阀门并公示检修记录，最迟于2026年8月15日履行。',
      '三、杨某兰向5楼住户赔礼道歉，方式：当面口头。',
      '四、各方就本次漏水再无其他争议。',
      '履行方式、时限',
      '具有法律约束力，当事人应当按照约定履行',
      '三十日内共同向人民法院申请司法确认',
      '本协议一式三份，当事人各执一份，人民调解委员会存档一份。',
      '申请人（杨某兰）：',
      '被申请人（南京某某物业服务有限公司）：',
      '委托代理人（王某）：',
      '人民调解员（张某某）：',
      '记录人（周某）：',
      '（人民调解委员会印章）',
      '2026年7月1日',
    ];
    let from = 0;
    for (const part of parts) {
      const at = text.indexOf(part, from);
      expect(at, `${part} after position ${from}`).toBeGreaterThanOrEqual(0);
      from = at + part.length;
    }
  });

  it('keeps ID numbers off the paper unless asked', () => {
    expect(solidTextOf(render(KIND, shortAgreement))).not.toContain('320113197401010026');
    expect(solidTextOf(render(KIND, { ...shortAgreement, printIds: true }))).toContain('320113197401010026');
  });

  it('prints all twelve parties, their signatures, instalments as list and as table', () => {
    const text = solidTextOf(render(KIND, longAgreement));
    for (const { name } of longAgreement.parties) {
      expect(text.split(name).length - 1, name).toBeGreaterThanOrEqual(2);
    }
    expect(text).toContain('法定代理人（法定代理人丙）：');
    expect(text).toContain('分6期支付如下：');
    expect(text).toContain('620,576.13人民币贰万零伍佰柒拾陆元壹角叁分2026年12月28日');
    expect(text).toContain('（2）人民币壹万陆仟元整（¥16,000.00），履行期限：次年端午节前。');
    expect(text).toContain('（3）款项（金额：剩余本息），履行期限：次年国庆节前。');
    expect(text).toContain('款项（金额：据实结算）');
    expect(text).toContain('本协议一式十三份');
  });

  it("registers an oral agreement without the parties' signatures (人民调解法 art. 28, 30)", () => {
    const text = solidTextOf(render(KIND, { ...shortAgreement, form: 'oral' }));
    expect(text).toContain('人民调解口头协议登记表');
    expect(text).toContain('此表由人民调解委员会填写。');
    expect(text).not.toContain('申请人（杨某兰）：');
    expect(text).not.toContain('一式');
  });

  it('leaves blanks for a number and a date that are not there yet', () => {
    const { number: _number, date: _date, ...draft } = shortAgreement;
    const text = textOf(render(KIND, draft, { watermark: '草稿' }));
    expect(solid(text)).toContain('编号：（）字第号');
    expect(solid(text)).toContain('年月日');
  });

  it('copies out of the PDF without invented spaces inside sentences, stretched lines included', () => {
    const lines = textOf(render(KIND, longAgreement)).split('\n');
    const broken = lines.filter(
      (line) => /\p{Script=Han} \p{Script=Han}/u.test(line) && !/^(第 \d+ 页|期次 )/.test(line),
    );
    expect(broken).toEqual([]);
  });
});

describe('agreements of the published cases', () => {
  it.each(publishedCases.map((each) => [each.id, each] as const))(
    '%s: names, amounts in both forms, dates, copies',
    (_id, published) => {
      const text = solidTextOf(render(KIND, agreementOf(published)));
      for (const { name } of published.parties) expect(text).toContain(solid(name));
      for (const term of published.terms) {
        const amounts = [term.amount_yuan, ...(term.instalments ?? []).map((each) => each.amount_yuan)];
        for (const yuan of amounts) {
          if (yuan !== null) expect(text).toContain(bothForms(fen(Math.round(yuan * 100))));
        }
        if (term.amount_text) expect(text).toContain(solid(term.amount_text));
        const dues = [term.due, ...(term.instalments ?? []).map((each) => each.due)];
        for (const due of dues) {
          if (due) expect(text).toContain(solid(isCivilDate(due) ? formatDate(due) : due));
        }
      }
      expect(text).toContain(`本协议一式${chineseNumber(published.parties.length + 1)}份`);
      expect(text).toContain(solid(published.facts));
    },
  );

  it('has cases to look at', () => {
    expect(publishedCases.length).toBeGreaterThanOrEqual(10);
    expect(FONTS_DIR).toContain('resources');
  });
});
