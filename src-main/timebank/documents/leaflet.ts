import { z } from 'zod';
import { heading, line, list, note, paragraph, table, title } from '../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { textValue } from '../../platform/documents/values.ts';

const NAME = '怎样看懂对账单';

const leafletSchema = z.object({
  organisation: textValue,
  contact: textValue.optional(),
  /** Notes of the rules in force, e.g. the storage limit. */
  notes: z.array(textValue),
  large: z.boolean().default(false),
});

export type LeafletData = z.input<typeof leafletSchema>;

/** One page that explains a statement to a volunteer. */
export const leaflet = defineTemplate({
  kind: 'timebank.leaflet',
  version: 1,
  schema: leafletSchema,
  title: () => NAME,
  author: ({ organisation }) => organisation,
  render: (page, { organisation, contact, notes, large }) => {
    page.section({
      margins: { ...FORM_MARGINS, top: millimetres(18), right: millimetres(20), bottom: millimetres(16) },
      fit: 'onePage',
      pageNumbers: false,
      ...(large
        ? { size: 15, leading: 25, cellSize: 14, headingSize: 17, titleSize: 28 }
        : { size: 14, leading: 25, cellSize: 13, headingSize: 16, titleSize: 27 }),
    });
    page.add(
      line(organisation, 'center', { size: large ? 16 : 13 }),
      title(NAME),
      heading('一、三个数，各算各的'),
      table({
        columns: [
          { title: '名称', width: 80, align: 'center' },
          { title: '是什么', width: 210, align: 'left' },
          { title: '会不会变少', width: 150, align: 'left' },
        ],
        rows: [
          ['服务时长', '您做过多少服务，写进证明和星级', '不会用掉，永久保留'],
          ['时间币', '可以用来换服务、转赠、捐赠的时间', '用了就少，存有上限'],
          ['积分', '可以兑换物品的分数', '用了就少，可能到期'],
        ],
      }),
      heading('二、从上往下读'),
      list('arabic', [
        '先看“期初余额”：它应当和上一张对账单的“期末余额”一样。',
        '再看每一行：哪一天服务、做什么、存入多少、支出多少，最右边是当时的余额。',
        '期初余额 ＋ 本期存入 － 本期支出 ＝ 期末余额，您可以自己算一遍。',
        '“服务日期”是做服务那天，“记账日期”是记进账簿那天；补记的服务会记在后来的月份。',
        '写着“冲正”的一行，是把前面记错的一笔原样退回，不是扣您的时间。',
        '“转入捐赠池”是超过上限的部分，没有丢，用来帮助困难老人。',
      ]),
      heading('三、觉得不对怎么办'),
      paragraph(
        `拿着对账单来${organisation}${contact ? `（${contact}）` : ''}，指出是哪一行。工作人员会查原始签到表，错了就冲正重记，并给您看改正后的账。` +
          '更正不收费，也不用写申请。',
      ),
      heading('四、最下面那串字母和数字'),
      paragraph(
        '那是整本账的“指纹”。账里任何一个数被偷偷改动，重新算出来的指纹就会不同。请保留好您的对账单。',
      ),
      ...notes.map((text) => note(`※ ${text}`, large ? { size: 13, leading: 21 } : {})),
    );
  },
});
