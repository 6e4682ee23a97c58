import type { SheetData } from 'write-excel-file/node';
import type { SubsidySheetData } from './subsidy-sheet-data.ts';

/** The sheet as a workbook of two tables: the lines, and what each mediator gets. Amounts are number cells in 元. */
export function subsidyWorkbook(
  data: SubsidySheetData,
): { sheet: string; data: SheetData; columns: { width: number }[]; stickyRowsCount: number }[] {
  return [
    {
      sheet: '补贴明细',
      stickyRowsCount: 1,
      columns: [6, 26, 14, 12, 10, 10, 8, 8, 8, 12, 40, 12, 40].map((width) => ({ width })),
      data: [
        heads([
          '序号',
          '案号',
          '纠纷类型',
          '结案日期',
          '类别',
          '结果',
          '协议形式',
          '已履行',
          '卷宗评分',
          '金额（元）',
          '调解员及分配（元）',
          '按标准（元）',
          '调整理由',
        ]),
        ...data.lines.map((line, index) => [
          count(index + 1),
          text(line.number),
          text(line.disputeType),
          text(line.endedOn),
          text(line.className),
          text(line.outcome === 'terminated' ? '调解终止' : '达成协议'),
          text({ written: '书面', oral: '口头', none: '' }[line.form]),
          text(line.performed ? '是' : '否'),
          line.score === null ? null : count(line.score),
          yuan(line.amountFen),
          text(
            line.shares.map(({ name, amountFen }) => `${name} ${(amountFen / 100).toFixed(2)}`).join('；'),
          ),
          line.override
            ? line.override.ruleFen === null
              ? null
              : yuan(line.override.ruleFen)
            : yuan(line.amountFen),
          text(line.override?.reason ?? ''),
        ]),
        [
          null,
          bold('合计'),
          ...Array<null>(7).fill(null),
          { ...yuan(data.totalFen), fontWeight: 'bold' as const },
        ],
      ],
    },
    {
      sheet: '按调解员汇总',
      stickyRowsCount: 1,
      columns: [6, 20, 10, 14].map((width) => ({ width })),
      data: [
        heads(['序号', '调解员', '案件数', '金额（元）']),
        ...data.summary.map(({ name, cases, amountFen }, index) => [
          count(index + 1),
          text(name),
          count(cases),
          yuan(amountFen),
        ]),
        [null, bold('合计'), null, { ...yuan(data.totalFen), fontWeight: 'bold' as const }],
      ],
    },
  ];
}

const bold = (value: string) => ({ type: String, value, fontWeight: 'bold' as const });
const heads = (names: readonly string[]) => names.map(bold);
const count = (value: number) => ({ type: Number, value });
/** Two decimals are exact in the text that the file holds; no sum is ever made of them. */
const yuan = (amountFen: number) => ({ type: Number, value: amountFen / 100, format: '#,##0.00' });

/** Text that begins like a formula stays text: the cell says so, and nothing is ever written as a formula. */
const text = (value: string) => (value === '' ? null : { type: String, value });
