/** Every form of the committee: the official table (司发通〔2010〕239号, with the local and provincial additions) and the house forms. */
import type { formCodes } from '../../contract/mediation/papers.ts';
import type { documentKinds } from '../../contract/documents.ts';

export type FormCode = (typeof formCodes)[number];
type DocumentKind = (typeof documentKinds)[number];

export interface FormEntry {
  readonly kind: DocumentKind;
  /** As it stands on the paper. */
  readonly name: string;
  /** Number in the official table (domain notes §1.3); absent for the forms of the house. */
  readonly number?: number;
  /** national: 司法部's set · local: added by provinces, packs and courts · house: this program's own. */
  readonly origin: 'national' | 'local' | 'house';
  /** Where the template wants the parties one by one; a form without it has none, or one line for all names. */
  readonly parties?: 'parties' | 'applicants' | 'principals' | 'entries';
  /** 当事人 throughout, instead of 申请人 and 被申请人. */
  readonly equalParties?: boolean;
  /** Fields of the data that come from the dated form texts, by code. */
  readonly texts?: Readonly<Record<string, string>>;
  /** What makes this form of a template that has several. */
  readonly preset?: Readonly<Record<string, unknown>>;
}

export const formList: Readonly<Record<FormCode, FormEntry>> = {
  dossierCover: entry('dossierCover', '卷宗封面', 1, 'national'),
  dossierCatalogue: entry('dossierCatalogue', '卷内目录', 2, 'national'),
  applicationForm: entry('applicationForm', '人民调解申请书', 3, 'national', { parties: 'parties' }),
  acceptanceForm: entry('acceptanceForm', '人民调解受理登记表', 4, 'national', { parties: 'parties' }),
  rightsNotice: entry('rightsNotice', '权利义务告知书', 5, 'local', {
    parties: 'parties',
    equalParties: true,
    texts: { rights: 'rightsNotice', consent: 'personalInformationConsent' },
  }),
  powerOfAttorney: entry('powerOfAttorney', '授权委托书', 6, 'local', {
    parties: 'principals',
    equalParties: true,
  }),
  investigationRecord: entry('investigationRecord', '调查记录', 7, 'national'),
  evidenceList: entry('evidenceList', '证据材料清单', 8, 'national'),
  mediationRecord: entry('mediationRecord', '调解记录', 9, 'national', {
    parties: 'parties',
    texts: { statement: 'sessionStatement' },
  }),
  agreement: entry('agreement', '人民调解协议书', 10, 'national', { parties: 'parties' }),
  oralAgreement: entry('agreement', '人民调解口头协议登记表', 11, 'national', {
    parties: 'parties',
    preset: { form: 'oral' },
  }),
  returnVisit: entry('returnVisit', '回访记录', 12, 'national'),
  confirmationApplication: entry('confirmationApplication', '司法确认申请书', 13, 'national', {
    parties: 'applicants',
    texts: { declaration: 'confirmationDeclaration' },
  }),
  confirmationMaterials: entry('confirmationMaterials', '司法确认有关材料清单', 14, 'national'),
  mediationCertificate: entry('mediationCertificate', '主持调解证明', 14, 'local'),
  situationNote: entry('situationNote', '卷宗情况说明', 15, 'national'),
  dossierBackCover: entry('dossierBackCover', '卷宗封底', 16, 'national'),
  closingReport: entry('closingReport', '结案报告表', 17, 'local', { parties: 'parties' }),
  terminationNotice: entry('terminationNotice', '终止调解通知书', 18, 'local', {
    texts: { routes: 'otherRoutes' },
  }),
  nonAcceptanceLetter: entry('nonAcceptanceLetter', '不予受理（不予调解）告知函', 18, 'local', {
    texts: { routes: 'nonAcceptanceRoutes' },
  }),
  preFilingTermination: entry('preFilingTermination', '诉前案件终止调解情况表', 18, 'local'),
  undisputedFacts: entry('undisputedFacts', '无争议事实记载', 19, 'local', {
    parties: 'parties',
    texts: { notice: 'undisputedFactsNotice' },
  }),
  serviceAddress: entry('serviceAddress', '送达地址确认书', 20, 'local', {
    parties: 'entries',
    texts: { notice: 'serviceAddressNotice' },
  }),
  sessionNotice: entry('sessionNotice', '调解通知书', undefined, 'house'),
  invitation: entry('sessionNotice', '参加调解邀请函', undefined, 'house', {
    preset: { audience: 'invited' },
  }),
  insurerNotice: entry('insurerNotice', '通知保险机构参加调解函', undefined, 'house'),
  recusalDecision: entry('recusalDecision', '回避决定书', undefined, 'house'),
  expertConsultation: entry('expertConsultation', '专家咨询记录', undefined, 'house'),
  jointOpinion: entry('jointOpinion', '联合调解意见表', undefined, 'house'),
  deadlineSheet: entry('deadlineSheet', '调解期限控制表', undefined, 'house'),
  extensionAgreement: entry('extensionAgreement', '延长调解期限协议', undefined, 'house', {
    parties: 'parties',
  }),
  suspensionNote: entry('suspensionNote', '调解期限扣除记录', undefined, 'house'),
  urgingLetter: entry('urgingLetter', '督促履行通知书', undefined, 'house', {
    texts: { routes: 'performanceRoutes' },
  }),
  receipt: entry('receipt', '收条', undefined, 'house'),
  covenantContract: entry('covenantContract', '公约', undefined, 'house', {
    parties: 'parties',
    equalParties: true,
  }),
  meetingMinutes: entry('meetingMinutes', '纪要', undefined, 'house', {
    parties: 'parties',
    equalParties: true,
  }),
  responsibilityLetter: entry('responsibilityLetter', '责任书', undefined, 'house', {
    parties: 'parties',
    equalParties: true,
  }),
  commitmentLetter: entry('commitmentLetter', '承诺书', undefined, 'house', {
    parties: 'parties',
    equalParties: true,
  }),
  lendingSlip: entry('lendingSlip', '档案借阅单', undefined, 'house'),
  destructionList: entry('destructionList', '档案鉴定销毁清册', undefined, 'house'),
};

function entry(
  kind: string,
  name: string,
  number: number | undefined,
  origin: FormEntry['origin'],
  more: Partial<FormEntry> = {},
): FormEntry {
  return {
    kind: `mediation.${kind}` as DocumentKind,
    name,
    origin,
    ...(number !== undefined && { number }),
    ...more,
  };
}
