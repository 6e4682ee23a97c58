/** Papers with which a mediation ends or never begins: closing report, termination, refusal (forms 17, 18). */
import type { z } from 'zod';
import { form, line, paragraph, space, title } from '../../platform/documents/blocks.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import {
  closingReportSchema,
  nonAcceptanceLetterSchema,
  preFilingTerminationSchema,
  terminationNoticeSchema,
} from './ending-papers-data.ts';
import {
  account,
  boxes,
  cellDate,
  dateText,
  FORM_PAGE,
  LETTER_PAGE,
  longRow,
  nameSlots,
  numberLine,
  pairRow,
  wideRow,
  paperHead,
  signedBy,
} from './form-parts.ts';
import { byRole } from './party-order.ts';
import { BLANK, FORM_UNITS, partyGroup, SIDE_UNITS } from './party-text.ts';

const SOURCES = {
  application: '当事人申请',
  ownInitiative: '主动调解',
  police: '公安移交',
  court: '法院委托',
  government: '政府指定',
  other: '其他',
} as const;

export const closingReport = defineTemplate({
  kind: 'mediation.closingReport',
  version: 1,
  schema: closingReportSchema,
  title: ({ number }) => `结案报告表${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(FORM_PAGE);
    page.add(
      title('人民调解结案报告表'),
      numberLine(data.number, '卷号'),
      form(
        FORM_UNITS,
        [
          {
            rows: [
              pairRow('承办单位', data.unit ?? data.committee, '填表时间', cellDate(data.filledOn)),
              pairRow('承办人', data.handlers.join('、'), '受案时间', cellDate(data.acceptedOn)),
              pairRow('纠纷类型', data.disputeType ?? '', '结案时间', cellDate(data.closedOn)),
              wideRow('案件来源', boxes(SOURCES, data.source)),
            ],
          },
          ...byRole(data.parties).map((party) => partyGroup(party, data.printIds)),
          {
            rows: [
              longRow('纠纷简要事实', data.facts, { minHeight: 56 }),
              longRow('调解过程\n及结果', data.course, { minHeight: 56 }),
              wideRow('协议编号', data.agreementNumber),
              longRow('履行情况', data.performance, { minHeight: 40, fill: 0.7 }),
              longRow('结案意见', data.opinion, { minHeight: 40, fill: 0.7 }),
            ],
          },
        ],
        { sideUnits: SIDE_UNITS },
      ),
      signedBy(
        [...nameSlots('承办人', data.handlers), ...nameSlots('审核人', data.reviewer)],
        data.filledOn,
        data.committee,
      ),
    );
  },
});

/** 张某、李某： or a line to write on. */
const addressed = (names: readonly string[]) =>
  line(`${names.length > 0 ? names.join('、') : `${BLANK}${BLANK}${BLANK}`}：`, 'left');

export const terminationNotice = defineTemplate({
  kind: 'mediation.terminationNotice',
  version: 1,
  schema: terminationNoticeSchema,
  title: ({ number }) => `终止调解通知书${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(LETTER_PAGE);
    page.add(
      ...paperHead(data, '终止调解通知书', { letter: true }),
      addressed(data.parties),
      paragraph(
        `本委员会于${dateText(data.acceptedOn)}受理的你们之间的${data.disputeName ?? `${BLANK}纠纷`}，因下列原因，` +
          `于${dateText(data.terminatedOn)}终止调解：`,
      ),
      ...account(data.reason, { lines: 5, fill: true }),
      ...data.routes.map((each) => paragraph(each)),
      paragraph('特此通知。'),
      signedBy([], data.date, data.committee),
      space(6),
      line('当事人签收：＿＿＿＿＿＿＿＿＿＿　签收日期：　　　　年　　月　　日', 'left', { size: 12 }),
    );
  },
});

const OUTCOMES = { notAccepted: '不予受理', notMediated: '不予调解' } as const;

export const nonAcceptanceLetter = defineTemplate({
  kind: 'mediation.nonAcceptanceLetter',
  version: 1,
  schema: nonAcceptanceLetterSchema,
  title: ({ number }) => `不予受理（不予调解）告知函${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(LETTER_PAGE);
    page.add(
      ...paperHead(data, data.outcome ? `${OUTCOMES[data.outcome]}告知函` : '不予受理（不予调解）告知函', {
        letter: true,
      }),
      addressed(data.applicants),
      paragraph(declinedSentence(data)),
      ...account(data.reason, { lines: 5, fill: true }),
      ...data.routes.map((each) => paragraph(each)),
      paragraph('特此告知。'),
      signedBy([], data.date, data.committee),
      space(6),
      line('签收人：＿＿＿＿＿＿＿＿＿＿　签收日期：　　　　年　　月　　日', 'left', { size: 12 }),
    );
  },
});

function declinedSentence(data: z.output<typeof nonAcceptanceLetterSchema>): string {
  const dispute = data.disputeName ?? `${BLANK}纠纷`;
  const outcome = data.outcome ? OUTCOMES[data.outcome] : boxes(OUTCOMES, undefined);
  const on = dateText(data.appliedOn);
  switch (data.source) {
    case 'application':
      return `你（单位）于${on}就${dispute}向本委员会申请人民调解。经审查，本委员会对该申请${outcome}，理由如下：`;
    case 'referral':
      return `${data.referredBy ?? BLANK}于${on}将你（单位）的${dispute}移送（委托）本委员会调解。经审查，本委员会对该纠纷${outcome}，理由如下：`;
    case 'ownInitiative':
      return `本委员会于${on}了解到你（单位）的${dispute}，拟主动调解。经征求意见和审查，本委员会对该纠纷${outcome}，理由如下：`;
  }
}

const COMPLEXITY = { simple: '简案', complex: '繁案' } as const;

export const preFilingTermination = defineTemplate({
  kind: 'mediation.preFilingTermination',
  version: 1,
  schema: preFilingTerminationSchema,
  title: ({ number }) => `诉前案件终止调解情况表${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    page.section(FORM_PAGE);
    page.add(
      title('诉前案件终止调解情况表'),
      numberLine(data.number),
      form(FORM_UNITS, [
        {
          rows: [
            pairRow('委派法院', data.court ?? '', '法院编号', data.courtNumber ?? ''),
            pairRow('调解组织', data.committee, '人民调解员', data.mediators.join('、')),
            wideRow('当事人', data.parties.join('、'), { minHeight: 34 }),
            pairRow('案由', data.cause ?? '', '繁简分类', boxes(COMPLEXITY, data.complexity)),
            pairRow('接受时间', cellDate(data.receivedOn), '终止时间', cellDate(data.terminatedOn)),
            longRow('案件调解过程', data.course, { minHeight: 90, fill: 2 }),
            longRow('终止原因', data.reason, { minHeight: 60 }),
            longRow('争议焦点', data.issues, { minHeight: 60 }),
            longRow('备注', data.remarks, { minHeight: 30, fill: 0.4 }),
          ],
        },
      ]),
      signedBy(nameSlots('人民调解员', data.mediators), data.date, data.committee),
    );
  },
});
