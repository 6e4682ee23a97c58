import type { z } from 'zod';
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
} from '../../platform/documents/blocks.ts';
import type { Block } from '../../platform/documents/blocks.ts';
import { formatDate } from '../../platform/dates.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { bothForms, fen, formatYuanDigits } from '../../platform/money.ts';
import { compensationSheetSchema } from './compensation-sheet-data.ts';

type Sheet = z.output<typeof compensationSheetSchema>;
type Step = Sheet['steps'][number];

const NAME = '损害赔偿计算参考表';

/**
 * 损害赔偿计算参考表: a house form. It says on every page that it is for reference only, with which region’s and year’s figures
 * it was counted, where they come from and whether anybody has checked them (人身损害赔偿解释, 2022-05-01).
 */
export const compensationSheet = defineTemplate({
  kind: 'mediation.compensationSheet',
  version: 1,
  schema: compensationSheetSchema,
  title: ({ number }) => [NAME, number].filter(Boolean).join(' '),
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section({
      margins: { ...FORM_MARGINS, top: millimetres(16), right: millimetres(16), bottom: millimetres(16) },
      header: `${NAME}（仅供参考）　${data.number ?? '草稿'}`,
      size: 10.5,
      leading: 16,
      cellSize: 9.5,
      headingSize: 12.5,
      titleSize: 18,
    });
    page.add(
      title(NAME),
      line('仅供调解参考，以当事人约定为准', 'center', { size: 11 }),
      line(`编号：${data.number ?? '（草稿）'}`, 'right', { size: 10 }),
      head(data),
      heading('一、采用的年度数据'),
      figures(data),
      ...(data.figures.verified ? [] : [note('※ 以上年度数据未经核实，使用前请与统计部门公布的数字核对。')]),
      heading('二、计算过程'),
      steps(data),
      heading('三、结果'),
      result(data),
      ...(data.note ? [note(`说明：${data.note}`)] : []),
      note(
        '本表由计算工具按所填数据得出，只供各方协商时参考，不是裁判或鉴定结论，也不是调解协议的内容；赔偿数额以当事人达成的协议为准。',
      ),
      space(6),
      signatures({
        groups: [{ columns: 2, slots: [{ label: '制表人', name: data.madeBy, hint: '（签名）' }] }],
        date: formatDate(data.madeOn),
      }),
    );
  },
});

function head({ committee, caseNumber, title: caseTitle, victim }: Sheet): Block {
  const state = victim.died
    ? '死亡'
    : victim.disabilityPercent === null
      ? '未填伤残等级'
      : `伤残赔偿系数${victim.disabilityPercent}%`;
  return form(
    40,
    [
      {
        rows: [
          row([label('调解委员会', 6), value(committee, 17), label('案号', 4), value(caseNumber, 13)]),
          row([
            label('纠纷', 6),
            value(caseTitle, 17),
            label('受害人', 4),
            value(`${victim.age}周岁，${state}`, 13),
          ]),
        ],
      },
    ],
    { size: 10.5 },
  );
}

function figures({ figures: used }: Sheet): Block {
  const amount = (each: number | null) => (each === null ? '无统一标准' : `${digits(each)}元`);
  return form(
    40,
    [
      {
        rows: [
          row([label('地区', 8), value(used.region, 12), label('年度', 8), value(`${used.year}年度`, 12)]),
          row([
            label('城镇居民人均可支配收入', 8),
            value(amount(used.urbanIncomeFen), 12),
            label('城镇居民人均消费支出', 8),
            value(amount(used.urbanConsumptionFen), 12),
          ]),
          row([
            label('职工月平均工资', 8),
            value(amount(used.monthlyWageFen), 12),
            label('住院伙食补助、营养费（每日）', 8),
            value(`${amount(used.mealFen)}、${amount(used.nutritionFen)}`, 12),
          ]),
          row([
            label('来源', 8),
            value(used.source, 20),
            label('核实情况', 5),
            value(used.verified ? '已核实' : '未核实', 7),
          ]),
        ],
      },
    ],
    { size: 10 },
  );
}

function steps(data: Sheet): Block {
  return table({
    columns: [
      { title: '序号', width: 30, align: 'center' },
      { title: '项目', width: 96, align: 'left' },
      { title: '计算过程', width: 190, align: 'left' },
      { title: '依据', width: 100, align: 'left' },
      { title: '金额（元）', width: 72, align: 'right' },
    ],
    rows: data.steps.map((each, index) => [
      String(index + 1),
      [ITEMS[each.item], each.name].filter(Boolean).join('\n'),
      FORMULAS[each.item](each.params),
      each.source === 'as entered' ? '按所填金额' : each.source,
      digits(each.amountFen),
    ]),
    totals: [['', '合计', '', '', digits(data.totalFen)]],
  });
}

function result(data: Sheet): Block {
  const { numerator, denominator } = data.share;
  return form(
    40,
    [
      {
        rows: [
          row([label('损失合计', 8), value(`${digits(data.totalFen)}元`, 32)]),
          row([
            label('赔偿方责任比例', 8),
            value(`${numerator}/${denominator}，计${digits(data.sharedFen)}元`, 12),
            label('已付', 8),
            value(`${digits(data.paidFen)}元`, 12),
          ]),
          row([label('参考应付金额', 8), value(bothForms(fen(data.dueFen)), 32)]),
        ],
      },
    ],
    { size: 10.5 },
  );
}

const digits = (amount: number): string => formatYuanDigits(fen(amount));

const ITEMS: Record<Step['item'], string> = {
  medical: '医疗费',
  lostIncome: '误工费',
  care: '护理费',
  longCare: '后续护理费',
  transport: '交通费',
  meal: '住院伙食补助费',
  nutrition: '营养费',
  aid: '残疾辅助器具费',
  disability: '残疾赔偿金',
  death: '死亡赔偿金',
  dependants: '被扶养人生活费',
  funeral: '丧葬费',
  other: '其他',
};

type Params = Step['params'];
const yuan = (params: Params, name: string) => `${digits(Number(params[name]))}元`;
const perDay = (params: Params) => `${params['days']}天×${yuan(params, 'dailyFen')}`;

const FORMULAS: Record<Step['item'], (params: Params) => string> = {
  medical: () => '按票据',
  transport: () => '按票据',
  other: () => '按所填金额',
  lostIncome: perDay,
  meal: perDay,
  nutrition: perDay,
  care: (params) => `${perDay(params)}×${params['carers']}人`,
  longCare: (params) =>
    `${yuan(params, 'dailyFen')}×${params['days']}天×${params['years']}年×${params['carers']}人×${params['percent']}%`,
  aid: (params) =>
    `${yuan(params, 'priceFen')}×${params['pieces']}件（${params['years']}年，每${params['everyYears']}年一件）`,
  disability: (params) => `${yuan(params, 'incomeFen')}×${params['years']}年×${params['percent']}%`,
  death: (params) => `${yuan(params, 'incomeFen')}×${params['years']}年`,
  dependants: (params) =>
    `${params['count']}人，年标准${yuan(params, 'consumptionFen')}，系数${params['percent']}%，共${params['years']}年，其中${params['capped']}年按上限；计入残疾或死亡赔偿金`,
  funeral: (params) => `${yuan(params, 'wageFen')}×${params['months']}个月`,
};
