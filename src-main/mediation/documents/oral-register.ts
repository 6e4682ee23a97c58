/** 人民调解口头协议登记表 (form 11): the committee's own register of an agreement that was reached by word of mouth. */
import { cellText, form, paragraph, signatures, type FormRow } from '../../platform/documents/blocks.ts';
import type { ListItem, Span } from '../../platform/documents/blocks.ts';
import { chineseNumber } from '../../platform/documents/numerals.ts';
import type { Page } from '../../platform/documents/template.ts';
import type { Agreement } from './agreement-data.ts';
import { annexBlocks, jointGroups, jointOpinions } from './agreement-parts.ts';
import { clauseItem } from './clause-text.ts';
import {
  closed,
  committeeSeal,
  dateText,
  FORM_PAGE,
  longRow,
  nameSlots,
  wideRow,
  paperHead,
} from './form-parts.ts';
import { byRole } from './party-order.ts';
import { FORM_UNITS, partyGroup, SIDE_UNITS } from './party-text.ts';

/** Only the mediators sign; in force on the day it is reached (人民调解法 art. 28, 30). */
export function oralRegister(page: Page, data: Agreement): void {
  const { issues, responsibilities, performance, remarks } = data;
  const opinions = jointOpinions(data);
  page.section(FORM_PAGE);
  page.add(
    ...paperHead(data, '人民调解口头协议登记表'),
    form(
      FORM_UNITS,
      [
        ...byRole(data.parties).map((party) => partyGroup(party, data.printIds)),
        {
          rows: [
            longRow('纠纷主要事实', data.facts, { minHeight: 72 }),
            longRow('争议事项', issues.map(closed).join('\n'), { minHeight: 40, fill: 0.5 }),
            ...(responsibilities.length > 0
              ? [
                  longRow(
                    '各方责任',
                    responsibilities.map(({ party, text }) => `${party}：${closed(text)}`).join('\n'),
                    {
                      minHeight: 30,
                      fill: 0,
                    },
                  ),
                ]
              : []),
            termsRow(data),
            wideRow('履行方式、时限', performance ?? '按照上述协议内容约定的方式和时限履行。'),
            ...(opinions.length > 0
              ? [longRow('联合调解意见', opinions.join('\n'), { minHeight: 30, fill: 0 })]
              : []),
            wideRow('备注', [remarks, '此表由人民调解委员会填写。'].filter(Boolean).join('\n')),
          ],
        },
      ],
      { sideUnits: SIDE_UNITS },
    ),
    paragraph(
      '本口头调解协议自各方当事人达成协议之日起生效。经人民调解委员会调解达成的调解协议，具有法律约束力，' +
        '当事人应当按照约定履行。各方当事人认为有必要的，可以自本协议生效之日起三十日内共同向人民法院申请司法确认。',
      { size: 11, leading: 17 },
    ),
    signatures({
      groups: [
        {
          columns: 2,
          slots: [...nameSlots('人民调解员', data.mediators), ...nameSlots('记录人', data.recorder)],
        },
        ...jointGroups(data),
      ],
      seal: committeeSeal(data.committee),
      date: dateText(data.date),
    }),
    ...annexBlocks(data),
  );
}

/** All clauses in one cell, in the words of the written agreement. */
function termsRow({ clauses }: Agreement): FormRow {
  const texts = clauses.flatMap((clause, index) =>
    itemLines(clauseItem(clause), `${chineseNumber(index + 1)}、`),
  );
  return longRow('协议内容', texts.join('\n'), { minHeight: 90, fill: 2 });
}

/** An item and what stands beneath it (instalments) as lines. */
function itemLines(item: ListItem, marker: string): string[] {
  const beneath = (item.blocks ?? []).flatMap((block) => {
    if (block.kind === 'list') return block.items.map((each, index) => `（${index + 1}）${plain(each.text)}`);
    if (block.kind !== 'table') return [];
    return block.rows.map((cells) => {
      const [number, amount, capitals, due] = cells.map(cellText);
      return `（${number}）${capitals}（¥${amount}），${due}`;
    });
  });
  return [`${marker}${plain(item.text)}`, ...beneath];
}

const plain = (text: string | readonly Span[]): string =>
  typeof text === 'string'
    ? text
    : text.map((span) => (typeof span === 'string' ? span : span.text)).join('');
