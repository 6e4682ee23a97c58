/** Papers of a judicial confirmation: joint application, list of materials, the committee's certificate (forms 13, 14). */
import {
  field,
  fields,
  heading,
  line,
  list,
  paragraph,
  table,
  title,
  writing,
} from '../../platform/documents/blocks.ts';
import { chineseNumber } from '../../platform/documents/numerals.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import {
  confirmationApplicationSchema,
  confirmationMaterialsSchema,
  mediationCertificateSchema,
} from './confirmation-papers-data.ts';
import {
  closed,
  dateText,
  FORM_PAGE,
  LETTER_PAGE,
  nameSlots,
  numberLine,
  committeeLine,
  signedBy,
} from './form-parts.ts';
import { partyBlocks } from './party-blocks.ts';
import { BLANK, partySlots } from './party-text.ts';

export const confirmationApplication = defineTemplate({
  kind: 'mediation.confirmationApplication',
  version: 1,
  schema: confirmationApplicationSchema,
  title: ({ agreementNumber }) => `司法确认申请书${agreementNumber ? ` ${agreementNumber}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    // All of them apply: the sides of the dispute are no sides of this paper.
    const applicants = data.applicants.map((party) => ({ ...party, role: 'applicant' as const }));
    page.section({ ...LETTER_PAGE, size: 13, leading: 22 });
    page.add(
      title('司法确认申请书'),
      ...partyBlocks(applicants, data.printIds),
      paragraph(
        `申请人因纠纷，于${dateText(data.agreementDate)}经${data.committee}主持调解，自愿达成调解协议` +
          `（编号：${data.agreementNumber ?? BLANK}）${data.effectiveOn ? `，协议自${dateText(data.effectiveOn)}起生效` : ''}。协议内容如下：`,
      ),
      ...(data.terms.length > 0
        ? [list('chinese', data.terms.map(closed), { keepWithPrevious: true })]
        : [writing(4, { fill: true })]),
      paragraph(`现请求${data.court ?? `${BLANK}人民法院`}对上述协议予以确认。`),
      ...data.declaration.map((each) => paragraph(each)),
      ...(data.copies === undefined ? [] : [paragraph(`本申请书一式${chineseNumber(data.copies)}份。`)]),
      line(`附：${attachments(data.attachments)}`, 'justify', { size: 12, leading: 19 }),
      paragraph('此致', { keepWithPrevious: true }),
      line(data.court ?? `${BLANK}人民法院`, 'left', { keepWithPrevious: true }),
      signedBy(partySlots(applicants, 'applicant'), data.date),
    );
  },
});

interface Material {
  readonly name: string;
  readonly copies?: number | undefined;
}

const attachments = (items: readonly Material[]): string =>
  items.length === 0
    ? '□ 调解协议书　□ 身份证明、资格证明　□ 财产权利证明　□ 调解组织主持调解的证明　□ 送达地址确认书'
    : items
        .map(({ name, copies }, index) => `${index + 1}. ${name}${copies ? `${copies}份` : ''}`)
        .join('；') + '。';

const ORIGINALS = { original: '原件', copy: '复印件', both: '原件及复印件' } as const;

export const confirmationMaterials = defineTemplate({
  kind: 'mediation.confirmationMaterials',
  version: 1,
  schema: confirmationMaterialsSchema,
  title: ({ agreementNumber }) => `司法确认有关材料清单${agreementNumber ? ` ${agreementNumber}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const text = (value: number | undefined) => (value === undefined ? '' : String(value));
    page.section(FORM_PAGE);
    page.add(
      committeeLine(data.committee),
      title('司法确认有关材料清单'),
      fields(
        [
          [field('当事人', data.parties.join('、'))],
          [field('调解协议编号', data.agreementNumber)],
          [field('受理法院', data.court)],
          [field('法院案号', data.courtNumber ?? '（　　　）　　调确字第　　　号')],
        ],
        { size: 12 },
      ),
      table({
        columns: [
          { title: '序号', width: 1, align: 'center' },
          { title: '材料名称', width: 5, align: 'left' },
          { title: '份数', width: 1, align: 'center' },
          { title: '页数', width: 1, align: 'center' },
          { title: '原件/\n复印件', width: 2, align: 'center' },
          { title: '备注', width: 2.4, align: 'left' },
        ],
        rows:
          data.items.length > 0
            ? data.items.map((item, index) => [
                String(index + 1),
                item.name,
                text(item.copies),
                text(item.pages),
                item.original ? ORIGINALS[item.original] : '',
                item.note ?? '',
              ])
            : [['', '', '', '', '', '']],
        rowHeight: 28,
        fill: data.items.length === 0,
      }),
      paragraph('上列材料已当面点清。'),
      signedBy([...nameSlots('移交人', data.handedBy), ...nameSlots('接收人', data.receivedBy)], data.date),
    );
  },
});

export const mediationCertificate = defineTemplate({
  kind: 'mediation.mediationCertificate',
  version: 1,
  schema: mediationCertificateSchema,
  title: ({ number }) => `主持调解证明${number ? ` ${number}` : ''}`,
  author: ({ committee }) => committee,
  render: (page, data) => {
    const names = data.parties.length > 0 ? data.parties.join('、') : `${BLANK}、${BLANK}`;
    page.section({ ...LETTER_PAGE, size: 15, leading: 30 });
    page.add(
      title('主持调解证明'),
      numberLine(data.number),
      heading(`${data.court ?? `${BLANK}人民法院`}：`),
      paragraph(
        `${names}因${data.disputeName ?? `${BLANK}纠纷`}，于${dateText(data.acceptedOn)}由本委员会受理` +
          `（案件编号：${data.caseNumber ?? BLANK}）。经人民调解员${data.mediators.join('、') || BLANK}主持调解，` +
          `各方当事人于${dateText(data.agreementDate)}自愿达成调解协议（编号：${data.agreementNumber ?? BLANK}）。`,
      ),
      paragraph('该调解协议由本委员会主持调解达成，特此证明。'),
      ...(data.contact ? [paragraph(`联系方式：${data.contact}`)] : []),
      signedBy([], data.date, data.committee),
    );
  },
});
