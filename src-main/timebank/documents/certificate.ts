import { z } from 'zod';
import { formatDate } from '../../platform/dates.ts';
import {
  form,
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
} from '../../platform/documents/blocks.ts';
import { FORM_MARGINS, millimetres } from '../../platform/documents/section.ts';
import { defineTemplate } from '../../platform/documents/template.ts';
import { civilDateValue, minutesValue, textValue } from '../../platform/documents/values.ts';
import { formatMinutes } from '../../platform/minutes.ts';

const NAME = '志愿服务记录证明';

/** Groups of 民发〔2015〕149号: identity, service, issuer, certificate. */
export const certificateSchema = z
  .object({
    volunteer: z.object({
      name: textValue,
      idType: textValue,
      idNumber: textValue,
      volunteerNumber: textValue,
    }),
    service: z.object({
      from: civilDateValue,
      to: civilDateValue,
      total: minutesValue,
      /** What was served, by kind of service. */
      contents: z.array(z.object({ name: textValue, times: z.int().min(1), minutes: minutesValue })).min(1),
    }),
    issuer: z.object({
      name: textValue,
      responsible: textValue.optional(),
      handler: textValue,
      contact: textValue.optional(),
    }),
    certificate: z.object({
      number: textValue.optional(),
      issuedOn: civilDateValue,
      purpose: z.string(),
      remarks: z.string(),
    }),
  })
  .refine(
    ({ service }) => service.contents.reduce((sum, each) => sum + each.minutes, 0) === service.total,
    'the kinds of service do not add up to the total',
  );
export type CertificateData = z.input<typeof certificateSchema>;

/**
 * 志愿服务记录证明. It says who issues it and that the national system prevails; the number of the Order in force is not
 * printed, because the article with its contents could not be read (timebank.md §1.4).
 */
export const certificate = defineTemplate({
  kind: 'timebank.certificate',
  version: 1,
  schema: certificateSchema,
  title: ({ certificate: { number } }) => `${NAME}${number ? ` ${number}` : ''}`,
  author: ({ issuer }) => issuer.name,
  render: (page, { volunteer, service, issuer, certificate: paper }) => {
    page.section({
      margins: { ...FORM_MARGINS, top: millimetres(24), right: millimetres(24), bottom: millimetres(20) },
      size: 13,
      leading: 25,
      cellSize: 11,
      titleSize: 25,
      header: NAME,
    });
    const period = `${formatDate(service.from)}至${formatDate(service.to)}`;
    page.add(
      title(NAME),
      line(`证明编号：${paper.number ?? '（出具时编号）'}`, 'right', { size: 11 }),
      form(
        40,
        [
          {
            rows: [
              row([
                label('姓名', 7),
                value(volunteer.name, 12),
                label('志愿者编号', 8),
                value(volunteer.volunteerNumber, 13),
              ]),
              row([
                label('证件类型', 7),
                value(volunteer.idType, 12),
                label('证件号码', 8),
                value(volunteer.idNumber, 13),
              ]),
            ],
          },
        ],
        { size: 12 },
      ),
      paragraph(
        `兹证明${volunteer.name}于${period}期间参加志愿服务，经本单位记录的志愿服务时间合计${formatMinutes(service.total)}，服务内容如下：`,
      ),
      table({
        columns: [
          { title: '服务内容', width: 240, align: 'left' },
          { title: '次数', width: 70, align: 'center' },
          { title: '志愿服务时间', width: 130, align: 'right' },
        ],
        rows: service.contents.map((each) => [each.name, `${each.times}次`, formatMinutes(each.minutes)]),
        totals: [
          [
            '合计',
            `${service.contents.reduce((sum, each) => sum + each.times, 0)}次`,
            formatMinutes(service.total),
          ],
        ],
      }),
      ...(paper.purpose === '' ? [] : [paragraph(`本证明用于：${paper.purpose}。`)]),
      ...(paper.remarks === '' ? [] : [paragraph(`备注：${paper.remarks}`)]),
      note(
        `本证明由${issuer.name}依据本单位的志愿服务记录出具，对其真实性负责，不收取费用；与全国志愿服务信息系统的记录不一致的，` +
          '以全国志愿服务信息系统为准。服务时间只计实际服务，不含往返路途。本证明编号可在本单位证明登记簿核对。',
        { size: 10.5, leading: 17 },
      ),
      ...(issuer.contact ? [note(`联系方式：${issuer.contact}`, { size: 10.5, leading: 17 })] : []),
      space(8),
      signatures({
        groups: [
          {
            columns: 2,
            slots: [
              { label: '负责人', ...(issuer.responsible && { name: issuer.responsible }), hint: '（签名）' },
              { label: '经办人', name: issuer.handler, hint: '（签名）' },
            ],
          },
        ],
        seal: { name: issuer.name, mark: '（公章）' },
        date: formatDate(paper.issuedOn),
      }),
    );
  },
});
