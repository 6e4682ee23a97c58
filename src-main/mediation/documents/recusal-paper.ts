import type { z } from 'zod';
import { line, paragraph } from '../../platform/documents/blocks.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { recusalDecisionSchema } from './ending-papers-data.ts';
import { account, boxes, dateText, LETTER_PAGE, paperHead, signedBy } from './form-parts.ts';
import { BLANK } from './party-text.ts';

const DECISIONS = { granted: '准许回避', refused: '驳回回避申请' } as const;

/** 回避决定书: whether a mediator steps back, why, and who takes the place. */
export const recusalDecision = defineTemplate({
  kind: 'mediation.recusalDecision',
  version: 1,
  schema: recusalDecisionSchema,
  title: ({ number }) => `回避决定书${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const names = data.parties.length > 0 ? data.parties.join('、') : `${BLANK}、${BLANK}`;
    page.section(LETTER_PAGE);
    page.add(
      ...paperHead(data, '回避决定书'),
      line(`${names}：`, 'left'),
      paragraph(
        `本委员会在调解你们之间的${data.disputeName ?? `${BLANK}纠纷`}过程中，${data.applicant ?? BLANK}于` +
          `${dateText(data.appliedOn)}提出人民调解员${data.mediator ?? BLANK}回避，理由是：`,
      ),
      ...account(data.reason, { lines: 3 }),
      paragraph(`经审查，决定：${boxes(DECISIONS, data.decision)}。`),
      ...account(data.grounds, { lines: 3, fill: true }),
      paragraph(whoGoesOn(data)),
      signedBy([], data.date, data.committee),
    );
  },
});

/** Nobody takes the place where co-mediators go on: only somebody who was put on the case for it is named as that. */
function whoGoesOn(data: z.output<typeof recusalDecisionSchema>): string {
  const { decision, mediator, replacement, remaining } = data;
  if (decision === 'refused') return `本纠纷继续由人民调解员${mediator ?? BLANK}调解。`;
  const free = '当事人可以另行选择人民调解员。';
  if (decision === 'granted' && replacement === undefined && remaining.length > 0) {
    return `本纠纷继续由人民调解员${remaining.join('、')}调解；${free}`;
  }
  return `${decision ? '' : '准许回避的，'}本纠纷改由人民调解员${replacement ?? BLANK}调解；${free}`;
}
