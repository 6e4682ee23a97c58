/** The pages of one 积分·时长对账单: what was there, what came and went, what is left, who says so. */
import {
  form,
  heading,
  label,
  line,
  note,
  paragraph,
  row,
  signatures,
  space,
  table,
  title,
  value,
  type Block,
  type FormRow,
} from '../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import type { Page } from '../../platform/documents/template.ts';
import { civilDateOfInstant, formatDate } from '../../platform/dates.ts';
import { formatMinutes, minutes, sumMinutes, type Minutes } from '../../platform/minutes.ts';
import { STATEMENT_NAME, type Statement } from './statement-data.ts';

export function renderStatement(page: Page, data: Statement): void {
  const { large, statementNumber } = data;
  page.section({
    margins: { ...FORM_MARGINS, right: millimetres(18), top: millimetres(16), bottom: millimetres(16) },
    header: [STATEMENT_NAME, statementNumber, data.member.volunteerNumber].filter(Boolean).join('　'),
    ...(large
      ? { size: 16, leading: 27, cellSize: 14, headingSize: 18, titleSize: 28 }
      : { size: 11, leading: 18, cellSize: 9, headingSize: 12.5, titleSize: 20 }),
  });
  page.add(
    line(data.organisation, 'center', { size: large ? 18 : 13, leading: large ? 28 : 22 }),
    title(STATEMENT_NAME),
    ...(statementNumber ? [line(`编号：${statementNumber}`, 'right', { size: large ? 14 : 10 })] : []),
    header(data),
    ...coins(data),
    ...hours(data),
    ...points(data),
    ...notes(data),
    signatures({
      groups: [
        {
          columns: 2,
          slots: [
            {
              label: '负责人',
              ...(data.issuer.responsible && { name: data.issuer.responsible }),
              hint: '（签名）',
            },
            { label: '经办人', ...(data.issuer.handler && { name: data.issuer.handler }), hint: '（签名）' },
          ],
        },
      ],
      seal: { name: data.issuer.name, mark: '（盖章）' },
      date: formatDate(data.issuedOn),
    }),
  );
}

const period = ({ from, to }: Statement['period']): string => `${formatDate(from)}至${formatDate(to)}`;

function header(data: Statement): Block {
  const { member, large } = data;
  const pairs: [string, string | undefined][] = [
    [member.kind === 'group' ? '团体名称' : '姓名', member.name],
    ['志愿者编号', member.volunteerNumber],
    ['证件号码', member.maskedId],
    ['所属网格', member.grid],
    ['对账期间', period(data.period)],
    ['出具日期', formatDate(data.issuedOn)],
  ];
  const cells = pairs.map(([name, text]) => [name, text ?? ''] as const);
  const rows: FormRow[] = [];
  if (large) {
    for (const [name, text] of cells) rows.push(row([label(name, 9), value(text, 31)]));
  } else {
    for (let index = 0; index < cells.length; index += 2) {
      const [left, right] = [cells[index]!, cells[index + 1]!];
      rows.push(row([label(left[0], 6), value(left[1], 16), label(right[0], 6), value(right[1], 12)]));
    }
  }
  return form(40, [{ rows }], { size: large ? 16 : 10.5 });
}

function coins(data: Statement): Block[] {
  return [heading('一、时间币'), data.large ? largeCoinTable(data) : coinTable(data)];
}

type Coins = Statement['coins'];

function withBalances({ opening, lines }: Coins) {
  let balance: Minutes = opening;
  return lines.map((each) => {
    balance = minutes(balance + each.in - each.out);
    return { ...each, balance };
  });
}

const totalIn = ({ lines }: Coins): string => formatMinutes(sumMinutes(lines.map((each) => each.in)));
const totalOut = ({ lines }: Coins): string => formatMinutes(sumMinutes(lines.map((each) => each.out)));

function coinTable({ coins: account, period: { from, to } }: Statement): Block {
  return table({
    columns: [
      { title: '记账日期', width: 56, align: 'center' },
      { title: '服务日期', width: 56, align: 'center' },
      { title: '摘要', width: 129, align: 'left' },
      { title: '来源', width: 47, align: 'center' },
      { title: '存入', width: 58, align: 'right' },
      { title: '支出', width: 55, align: 'right' },
      { title: '余额', width: 64, align: 'right' },
    ],
    rows: [
      ['', '', `期初余额（${formatDate(from)}）`, '', '', '', formatMinutes(account.opening)],
      ...withBalances(account).map((each) => [
        each.postedOn,
        each.serviceOn ?? '',
        each.text,
        each.source ?? '',
        blankZero(each.in),
        blankZero(each.out),
        formatMinutes(each.balance),
      ]),
    ],
    totals: [
      ['', '', '本期合计', '', totalIn(account), totalOut(account), ''],
      ['', '', `期末余额（${formatDate(to)}）`, '', '', '', formatMinutes(account.closing)],
    ],
  });
}

/** Fewer columns for large print: what came is +, what went is -. */
function largeCoinTable({ coins: account, period: { from, to } }: Statement): Block {
  return table({
    columns: [
      { title: '记账日期', width: 84, align: 'center' },
      { title: '摘要', width: 193, align: 'left' },
      { title: '存入+ 支出-', width: 94, align: 'right' },
      { title: '余额', width: 94, align: 'right' },
    ],
    rows: [
      ['', `期初余额（${formatDate(from)}）`, '', formatMinutes(account.opening)],
      ...withBalances(account).map((each) => [
        each.postedOn,
        `${each.text}${each.source ? `（${each.source}）` : ''}${
          each.serviceOn && each.serviceOn !== each.postedOn ? `，服务日期${formatDate(each.serviceOn)}` : ''
        }`,
        signed(each.in, each.out),
        formatMinutes(each.balance),
      ]),
    ],
    totals: [
      ['', '本期存入合计', `+${totalIn(account)}`, ''],
      ['', '本期支出合计', `-${totalOut(account)}`, ''],
      ['', `期末余额（${formatDate(to)}）`, '', formatMinutes(account.closing)],
    ],
  });
}

const signed = (came: Minutes, went: Minutes): string =>
  [came > 0 && `+${formatMinutes(came)}`, went > 0 && `-${formatMinutes(went)}`].filter(Boolean).join('\n');

const blankZero = (value: Minutes): string => (value === 0 ? '' : formatMinutes(value));

function hours({ hours: { lines, totalToDate }, large, period: { to } }: Statement): Block[] {
  const filled = (text: string, amount: Minutes) => [
    ...(large ? ['', text] : ['', text, '']),
    formatMinutes(amount),
  ];
  return [
    heading('二、服务时长（永久记录，不作支出）'),
    table({
      columns: [
        { title: '服务日期', width: large ? 84 : 56, align: 'center' },
        { title: '服务内容', width: large ? 290 : 298, align: 'left' },
        ...(large ? [] : [{ title: '来源', width: 47, align: 'center' as const }]),
        { title: '时长', width: large ? 91 : 64, align: 'right' },
      ],
      rows: lines.map((each) =>
        large
          ? [
              each.serviceOn,
              `${each.text}${each.source ? `（${each.source}）` : ''}`,
              formatMinutes(each.minutes),
            ]
          : [each.serviceOn, each.text, each.source ?? '', formatMinutes(each.minutes)],
      ),
      totals: [
        filled('本期合计', sumMinutes(lines.map((each) => each.minutes))),
        filled(`累计（截至${formatDate(to)}）`, totalToDate),
      ],
    }),
  ];
}

function points({ points: account, large }: Statement): Block[] {
  if (!account) return [];
  const { lines } = account;
  let balance = account.opening;
  const rows = lines.map((each) => {
    balance += each.in - each.out;
    return [
      each.postedOn,
      each.text,
      each.in ? String(each.in) : '',
      each.out ? String(each.out) : '',
      String(balance),
    ];
  });
  const sum = (pick: (each: (typeof lines)[number]) => number) =>
    String(lines.reduce((total, each) => total + pick(each), 0));
  const expiring = account.expiring
    .map(({ on, points: count }) => `${formatDate(on)}到期${count}分`)
    .join('；');
  return [
    heading('三、积分'),
    table({
      columns: [
        { title: '记账日期', width: large ? 84 : 56, align: 'center' },
        { title: '摘要', width: large ? 192 : 232, align: 'left' },
        ...['增加', '减少', '余额'].map((name) => ({
          title: name,
          width: large ? 63 : 59,
          align: 'right' as const,
        })),
      ],
      rows: [['', '期初余额', '', '', String(account.opening)], ...rows],
      totals: [
        ['', '本期合计', sum((each) => each.in), sum((each) => each.out), ''],
        ['', '期末余额', '', '', String(account.closing)],
      ],
    }),
    ...(expiring ? [paragraph(`即将到期的积分：${expiring}。`, { indent: 0 })] : []),
  ];
}

function notes(data: Statement): Block[] {
  const { issuer, ledger, large } = data;
  const contact = issuer.contact ? `（联系方式：${issuer.contact}）` : '';
  const texts = [
    `时间币、服务时长${data.points ? '、积分' : ''}分别计算，互不合并。`,
    `本对账单由${issuer.name}依据本机构账簿出具；与全国志愿服务信息系统的记录不一致的，以全国志愿服务信息系统为准。`,
    `对本对账单有异议的，请向${issuer.name}${contact}提出，由其核对并及时更正。`,
    ...data.notes,
    `截至${formatDate(civilDateOfInstant(ledger.asOf))}的账簿校验值（SHA-256），用于核对账簿是否被改动：${ledger.headHash}`,
  ];
  const style = large ? { size: 14, leading: 23 } : { size: 9, leading: 13.5 };
  return [heading('说明'), ...texts.map((text, index) => note(`${index + 1}. ${text}`, style)), space(4)];
}
