import { describe, expect, it } from 'vitest';
import type { SubsidySheetData } from '../../../src-main/mediation/documents/subsidy-sheet-data.ts';
import { subsidyWorkbook } from '../../../src-main/mediation/documents/subsidy-workbook.ts';
import {
  subsidyWorkbookSchema,
  type SubsidyWorkbookData,
} from '../../../src-main/mediation/documents/subsidy-workbook-data.ts';
import { checkFile, render, solid, solidTextOf, textOf } from '../pdf-tools.ts';

const line = (index: number): SubsidySheetData['lines'][number] => ({
  number: `（2026）尧人调字第${index}号`,
  disputeType: '邻里纠纷',
  endedOn: '2026-06-21',
  className: index % 3 === 0 ? '疑难' : '一般',
  form: index % 5 === 0 ? 'oral' : 'written',
  outcome: 'agreement',
  performed: index % 2 === 0,
  score: 80 + (index % 20),
  amountFen: 10_001,
  shares: [
    { name: '王调解', amountFen: 5_001 },
    { name: '阿卜杜热合曼·买买提', amountFen: 5_000 },
  ],
});

const sheetOf = (count: number): SubsidySheetData => ({
  committee: '南京市栖霞区尧化街道人民调解委员会',
  number: '2026-尧-补贴-001',
  periodFrom: '2026-04-01',
  periodTo: '2026-06-30',
  note: '第二季度',
  lines: Array.from({ length: count }, (_, index) => line(index + 1)),
  summary: [
    { name: '王调解', cases: count, amountFen: 5_001 * count },
    { name: '阿卜杜热合曼·买买提', cases: count, amountFen: 5_000 * count },
  ],
  totalFen: 10_001 * count,
  rules: [{ name: '尧化街道以案定补办法', number: 2, validFrom: '2026-01-01', source: '尧办〔2026〕1号' }],
  madeBy: '文员小李',
  approvedBy: '主任',
  approvedOn: '2026-07-01',
});

const KIND = 'mediation.subsidySheet';

describe('以案定补补贴发放审批表 on paper', () => {
  it('would notice a line, a share, a sum or a signature that is missing', () => {
    const data = sheetOf(40);
    data.lines[3]!.override = { ruleFen: 10_000, reason: '跨社区重大纠纷，多次上门' };
    const bytes = render(KIND, data);
    checkFile(bytes);
    const text = solidTextOf(bytes);
    for (let index = 1; index <= 40; index += 1) expect(text).toContain(`尧人调字第${index}号`);
    expect(text.split('王调解50.01').length - 1).toBe(40);
    for (const part of [
      '人民调解“以案定补”补贴发放审批表',
      '编号：2026-尧-补贴-001',
      '2026年4月1日至2026年6月30日',
      '40件',
      '人民币肆仟元零肆角（¥4,000.40）',
      '※经调整的金额或分配：',
      '第4行：按标准为100.00元，核定100.01元。理由：跨社区重大纠纷，多次上门',
      '按调解员汇总',
      '2,000.40',
      '领取人签名',
      '尧化街道以案定补办法',
      '本委员会第2版，自2026年1月1日起结案的案件适用',
      '同一纠纷无论调解几次只计一次',
      '制表人（文员小李）：',
      '审批人（主任）：',
      '（人民调解委员会印章）',
      '2026年7月1日',
    ]) {
      expect(text).toContain(solid(part));
    }
  });

  it('ties out: the printed lines add up to the printed total, which is that of the mediators', () => {
    const text = textOf(render(KIND, sheetOf(25)));
    const amounts = [...text.matchAll(/(\d+\.\d\d) ?$/gm)].map(([, yuan]) => Math.round(Number(yuan) * 100));
    expect(amounts.filter((fen) => fen === 10_001)).toHaveLength(25);
    expect(solid(text).split('2,500.25').length - 1).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['a total that is not the sum', (data: SubsidySheetData) => void (data.totalFen += 1)],
    ['a summary that leaves somebody out', (data: SubsidySheetData) => void data.summary.pop()],
    ['shares above the amount', (data: SubsidySheetData) => void (data.lines[0]!.shares[0]!.amountFen += 5)],
  ])('is not printed with %s', (_what, spoil) => {
    const data = sheetOf(2);
    spoil(data);
    expect(() => render(KIND, data)).toThrow();
  });

  it('names no party: what leaves the house tells numbers and types', () => {
    expect(Object.keys(sheetOf(1).lines[0]!)).not.toContain('title');
  });
});

const uncorrected = (sheet: SubsidySheetData): SubsidyWorkbookData => ({
  sheet,
  corrections: [],
  people: sheet.summary.map((one) => ({ ...one, correctedFen: 0 })),
  afterFen: sheet.totalFen,
});

describe('the workbook', () => {
  it('has the amounts as numbers in 元, and text that looks like a formula as text', () => {
    const data = sheetOf(2);
    data.lines[0]!.override = { ruleFen: 10_000, reason: '=1+1' };
    const [lines, people] = subsidyWorkbook(uncorrected(data));
    expect(lines!.data[1]).toContainEqual({ type: Number, value: 100.01, format: '#,##0.00' });
    expect(lines!.data[1]).toContainEqual({ type: String, value: '=1+1' });
    expect(lines!.data.at(-1)).toContainEqual(expect.objectContaining({ type: Number, value: 200.02 }));
    expect(people!.data).toHaveLength(4);
  });

  it('is not written with corrections that come to another sum than the people or the total', () => {
    const sheet = sheetOf(1);
    const corrected: SubsidyWorkbookData = {
      ...uncorrected(sheet),
      corrections: [
        {
          number: '2026-尧-补贴-002',
          approvedOn: '2026-07-02',
          reason: '分配写错了人',
          entries: [
            {
              caseNumber: sheet.lines[0]!.number,
              disputeType: '邻里纠纷',
              mediator: '王调解',
              beforeFen: 5_001,
              afterFen: 4_001,
            },
          ],
        },
      ],
      people: uncorrected(sheet).people.map((one, index) => ({
        ...one,
        correctedFen: index === 0 ? -1_000 : 0,
      })),
      afterFen: 9_001,
    };
    expect(subsidyWorkbookSchema.safeParse(corrected).success).toBe(true);
    const spoilt = [
      { ...corrected, afterFen: 10_001 },
      { ...corrected, people: uncorrected(sheet).people },
      { ...corrected, corrections: [] },
    ];
    for (const data of spoilt) expect(subsidyWorkbookSchema.safeParse(data).success).toBe(false);
  });
});
