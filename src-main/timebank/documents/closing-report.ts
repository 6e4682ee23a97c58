import { formatDate } from '../../platform/dates.ts';
import {
  form,
  heading,
  label,
  line,
  note,
  row,
  signatures,
  space,
  table,
  title,
  value,
  type Block,
} from '../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { formatMinutes, minutes } from '../../platform/minutes.ts';
import { accountNames, kindNames } from './account-names.ts';
import { closingReportSchema, type ClosingReport } from './closing-report-data.ts';

const NAME = '时间银行月度结账报告';
const LEVELS = { first: '初结', final: '终结' } as const;

/** 月度结账报告: what the month was closed with. The chain head on paper is the anchor outside the file. */
export const monthClosingReport = defineTemplate({
  kind: 'timebank.closingReport',
  version: 2,
  schema: closingReportSchema,
  title: ({ number }) => `${NAME} ${number}`,
  author: ({ organisation }) => organisation,
  render: (page, data) => {
    page.section({
      margins: { ...FORM_MARGINS, top: millimetres(18), right: millimetres(18), bottom: millimetres(18) },
      header: `${NAME}　${data.number}`,
      size: 11,
      leading: 18,
      cellSize: 9.5,
      headingSize: 12.5,
      titleSize: 19,
      fit: 'onePage',
    });
    page.add(
      line(data.organisation, 'center', { size: 13, leading: 22 }),
      title(`${NAME}（${LEVELS[data.level]}）`),
      line(`编号：${data.number}`, 'right', { size: 10 }),
      head(data),
      heading('一、账户余额'),
      ...totals(data),
      heading('二、本月记账'),
      flows(data),
      heading('三、待兑情况'),
      liability(data),
      ...history(data),
      heading('四、账簿校验'),
      ...proof(data),
      space(6),
      signatures({
        groups: [
          {
            columns: 2,
            slots: [
              { label: '结账人', name: data.closedBy, hint: '（签名）' },
              { label: '负责人', hint: '（签名）' },
            ],
          },
        ],
        seal: { name: data.organisation, mark: '（盖章）' },
        date: formatDate(data.closedOn),
      }),
    );
  },
});

function head({ period, closedOn, ledger, level, hours }: ClosingReport): Block {
  return form(
    40,
    [
      {
        rows: [
          row([
            label('结账期间', 7),
            value(`${formatDate(period.from)}至${formatDate(period.to)}`, 17),
            label('结账类型', 7),
            value(LEVELS[level], 9),
          ]),
          row([
            label('结账日期', 7),
            value(formatDate(closedOn), 17),
            label('本月记账', 7),
            value(`${ledger.transactions}笔`, 9),
          ]),
          row([
            label('本月服务时长', 7),
            value(formatMinutes(hours.month), 17),
            label('累计服务时长', 7),
            value(formatMinutes(hours.total), 9),
          ]),
        ],
      },
    ],
    { size: 10.5 },
  );
}

function totals({ totals: rows }: ClosingReport): Block[] {
  return (['minute', 'point'] as const).flatMap((unit) => {
    const own = rows.filter((each) => each.unit === unit);
    if (own.length === 0) return [];
    return [
      table({
        columns: [
          { title: unit === 'minute' ? '时间币账户' : '积分账户', width: 230, align: 'left' },
          { title: '账户数', width: 60, align: 'center' },
          { title: '余额', width: 120, align: 'right' },
        ],
        rows: own.map((each) => [
          accountNames[each.account] ?? each.account,
          String(each.accounts),
          amount(unit, each.balance),
        ]),
        totals: [['合计（应为零）', '', amount(unit, 0)]],
      }),
    ];
  });
}

const amount = (unit: 'minute' | 'point', balance: number): string =>
  unit === 'minute' ? formatMinutes(minutes(balance)) : `${balance}分`;

function flows({ flows: rows, late }: ClosingReport): Block {
  const sum = (pick: (each: ClosingReport['flows'][number]) => number) =>
    rows.reduce((total, each) => total + pick(each), 0);
  return table({
    columns: [
      { title: '类别', width: 160, align: 'left' },
      { title: '笔数', width: 60, align: 'right' },
      { title: '成员时间币净变动', width: 130, align: 'right' },
      { title: '成员积分净变动', width: 110, align: 'right' },
    ],
    rows: rows.map((each) => [
      kindNames[each.kind] ?? each.kind,
      String(each.count),
      formatMinutes(each.minutes),
      String(each.points),
    ]),
    totals: [
      [
        '合计',
        String(sum((each) => each.count)),
        formatMinutes(minutes(sum((each) => each.minutes))),
        String(sum((each) => each.points)),
      ],
      ['其中：以前月份补记', String(late.count), formatMinutes(late.minutes), ''],
    ],
  });
}

function liability({ liability: facts }: ClosingReport): Block {
  const { waiting, redemption } = facts;
  return form(
    40,
    [
      {
        rows: [
          row([
            label('待兑时间币', 8),
            value(formatMinutes(facts.owed), 12),
            label('累计兑付率', 8),
            value(redemption === null ? '—' : `${(redemption / 100).toFixed(2)}%`, 12),
          ]),
          row([
            label('持有成员', 8),
            value(`${facts.creditors}人`, 12),
            label('最高个人余额', 8),
            value(formatMinutes(facts.largest), 12),
          ]),
          row([
            label('已预留未兑付', 8),
            value(formatMinutes(facts.held), 12),
            label('点单等待天数', 8),
            value(
              waiting === null ? '无点单' : `中位${waiting.medianDays}天（近12个月${waiting.requests}单）`,
              12,
            ),
          ]),
        ],
      },
    ],
    { size: 10.5 },
  );
}

function history({ history: rows }: ClosingReport): Block[] {
  if (rows.length === 0) return [];
  return [
    table({
      columns: [
        { title: '月份', width: 80, align: 'center' },
        { title: '发行', width: 95, align: 'right' },
        { title: '兑付', width: 95, align: 'right' },
        { title: '转入捐赠池', width: 95, align: 'right' },
        { title: '月末待兑', width: 95, align: 'right' },
      ],
      rows: rows.map((each) => [
        each.month,
        formatMinutes(each.issued),
        formatMinutes(each.redeemed),
        formatMinutes(each.pooled),
        formatMinutes(each.owed),
      ]),
    }),
  ];
}

function proof({ ledger, level, seals }: ClosingReport): Block[] {
  const style = { size: 10, leading: 15.5 };
  return [
    note(`截至本月最后一笔（第${ledger.throughSeq}号）的账簿校验值（SHA-256）：${ledger.head}`, style),
    note(`全部账户余额的校验值（SHA-256）：${ledger.balancesHash}`, style),
    ...(seals ? [note(`文书与预留封存链第${seals.links}号的校验值（SHA-256）：${seals.head}`, style)] : []),
    note(
      level === 'first'
        ? '初结后，本月的服务须说明补记理由，记入当前月份；发现错误的，冲正后重记，不改动原有记录。'
        : '终结后，本月不再变动；确需补记的，由管理员说明理由，记入当前月份。',
      style,
    ),
    note(
      '请妥善保存本页：账簿如被改动，重新计算的校验值将与纸面不一致。校验值只能发现改动，不能防止改动。',
      style,
    ),
  ];
}
