import type { SheetData } from 'write-excel-file/node';
import type { SubsidySheetData } from './subsidy-sheet-data.ts';
import type { SubsidyWorkbookData } from './subsidy-workbook-data.ts';

interface Table {
  sheet: string;
  data: SheetData;
  columns: { width: number }[];
  stickyRowsCount: number;
}

/**
 * The sheet as a workbook: the lines, what each mediator gets, and, when it was corrected, the counter-entries. Amounts are
 * number cells in 元. The lines stay as they were approved, like those of the paper; totals say what stands with the
 * corrections.
 */
export function subsidyWorkbook(data: SubsidyWorkbookData): Table[] {
  const tables = [linesTable(data), peopleTable(data)];
  return data.corrections.length === 0 ? tables : [...tables, correctionsTable(data)];
}

function linesTable({ sheet, corrections, afterFen }: SubsidyWorkbookData): Table {
  const amountAt = Array<null>(7).fill(null);
  const sum = (name: string, amountFen: number) => [null, bold(name), ...amountAt, boldYuan(amountFen)];
  return {
    sheet: '补贴明细',
    stickyRowsCount: 1,
    columns: widths([6, 26, 14, 12, 10, 10, 8, 8, 8, 12, 40, 12, 40]),
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
      ...sheet.lines.map((line, index) => lineCells(line, index)),
      sum('合计', sheet.totalFen),
      ...(corrections.length === 0
        ? []
        : [sum('更正差额', afterFen - sheet.totalFen), sum('更正后合计', afterFen)]),
    ],
  };
}

function lineCells(line: SubsidySheetData['lines'][number], index: number): SheetData[number] {
  return [
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
    text(line.shares.map(({ name, amountFen }) => `${name} ${(amountFen / 100).toFixed(2)}`).join('；')),
    line.override
      ? line.override.ruleFen === null
        ? null
        : yuan(line.override.ruleFen)
      : yuan(line.amountFen),
    text(line.override?.reason ?? ''),
  ];
}

function peopleTable({ sheet, corrections, people, afterFen }: SubsidyWorkbookData): Table {
  const corrected = corrections.length > 0;
  return {
    sheet: '按调解员汇总',
    stickyRowsCount: 1,
    columns: widths([6, 20, 10, 14, ...(corrected ? [14, 14] : [])]),
    data: [
      heads([
        '序号',
        '调解员',
        '案件数',
        '金额（元）',
        ...(corrected ? ['更正差额（元）', '更正后（元）'] : []),
      ]),
      ...people.map(({ name, cases, amountFen, correctedFen }, index) => [
        count(index + 1),
        text(name),
        count(cases),
        yuan(amountFen),
        ...(corrected ? [yuan(correctedFen), yuan(amountFen + correctedFen)] : []),
      ]),
      [
        null,
        bold('合计'),
        null,
        boldYuan(sheet.totalFen),
        ...(corrected ? [boldYuan(afterFen - sheet.totalFen), boldYuan(afterFen)] : []),
      ],
    ],
  };
}

/** Every entry of every approved correction, so that the difference can be traced to its paper. */
function correctionsTable({ sheet, corrections, afterFen }: SubsidyWorkbookData): Table {
  const entries = corrections.flatMap((one) => one.entries.map((entry) => ({ ...one, ...entry })));
  const before = Array<null>(6).fill(null);
  return {
    sheet: '更正明细',
    stickyRowsCount: 1,
    columns: widths([6, 22, 12, 26, 14, 20, 14, 14, 14, 40]),
    data: [
      heads([
        '序号',
        '更正单编号',
        '批准日期',
        '案号',
        '纠纷类型',
        '调解员',
        '更正前（元）',
        '更正后（元）',
        '差额（元）',
        '更正理由',
      ]),
      ...entries.map((entry, index) => [
        count(index + 1),
        text(entry.number),
        text(entry.approvedOn),
        text(entry.caseNumber),
        text(entry.disputeType),
        text(entry.mediator),
        yuan(entry.beforeFen),
        yuan(entry.afterFen),
        yuan(entry.afterFen - entry.beforeFen),
        text(entry.reason),
      ]),
      [null, bold('差额合计'), ...before, boldYuan(afterFen - sheet.totalFen)],
      [null, bold('原审批表合计'), ...before, boldYuan(sheet.totalFen)],
      [null, bold('更正后合计'), ...before, boldYuan(afterFen)],
    ],
  };
}

const widths = (all: readonly number[]) => all.map((width) => ({ width }));
const bold = (value: string) => ({ type: String, value, fontWeight: 'bold' as const });
const heads = (names: readonly string[]) => names.map(bold);
const count = (value: number) => ({ type: Number, value });
/** Two decimals are exact in the text that the file holds; no sum is ever made of them. */
const yuan = (amountFen: number) => ({ type: Number, value: amountFen / 100, format: '#,##0.00' });
const boldYuan = (amountFen: number) => ({ ...yuan(amountFen), fontWeight: 'bold' as const });

/** Text that begins like a formula stays text: the cell says so, and nothing is ever written as a formula. */
const text = (value: string) => (value === '' ? null : { type: String, value });
