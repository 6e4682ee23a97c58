import type {
  ConfirmationApplicationData,
  ConfirmationMaterialsData,
  MediationCertificateData,
} from '../documents/confirmation-papers-data.ts';
import type { ReceiptData, UrgingLetterData } from '../documents/letter-papers-data.ts';
import { given, partyData, type PaperSource } from '../paper-data.ts';
import type { FormTexts } from './case-paper-data.ts';

/** What the papers after the agreement say of it. */
export interface AgreementSource {
  number: string | null;
  concludedOn: string | null;
  effectiveOn: string | null;
  /** Its clauses as sentences. */
  terms: readonly string[];
  copies: number;
}

export interface OwedSource {
  text: string;
  dueOn: string | null;
  openFen: number | null;
}

/** 督促履行通知书 (人民调解法 art. 31) to those who owe. */
export function urgingLetterData(
  source: PaperSource,
  agreement: AgreementSource,
  urging: { on: string; debtorIds: readonly string[]; owed: readonly OwedSource[] },
  texts: FormTexts,
  number: string | null,
): UrgingLetterData {
  const debtors = source.parties.filter((party) => urging.debtorIds.includes(party.id));
  return {
    committee: source.committee,
    ...given({
      number,
      agreementNumber: agreement.number,
      agreementDate: agreement.concludedOn,
      effectiveOn: agreement.effectiveOn,
      date: urging.on,
    }),
    recipients: (debtors.length > 0 ? debtors : source.parties).map((party) => party.name),
    owed: urging.owed.map((one) => ({
      text: one.text,
      ...given({ dueOn: one.dueOn }),
      ...(one.openFen === null ? {} : { amount: one.openFen }),
    })),
    routes: texts.paragraphs('performanceRoutes'),
  };
}

export interface PaymentSource {
  payerIds: readonly string[];
  payeeIds: readonly string[];
  amountFen: number;
  purpose: string;
  manner: string;
  paidOn: string;
  remainingFen: number | null;
}

/** 收条 for one payment. */
export function receiptData(
  source: PaperSource,
  agreement: AgreementSource,
  payment: PaymentSource,
  number: string | null,
): ReceiptData {
  const names = (ids: readonly string[]) =>
    source.parties.filter((party) => ids.includes(party.id)).map((party) => party.name);
  return {
    committee: source.committee,
    ...given({
      number,
      purpose: payment.purpose,
      manner: payment.manner,
      agreementNumber: agreement.number,
      receivedOn: payment.paidOn,
    }),
    payers: names(payment.payerIds),
    payees: names(payment.payeeIds),
    amount: payment.amountFen,
    ...(payment.remainingFen === null ? {} : { remaining: payment.remainingFen }),
    witnesses: [...source.mediators],
  };
}

export interface MaterialSource {
  name: string;
  ready: boolean;
}

/** Form 13: all parties of the agreement apply together; the papers that are ready are named as enclosed. */
export function confirmationApplicationData(
  source: PaperSource,
  agreement: AgreementSource,
  court: string,
  materials: readonly MaterialSource[],
  texts: FormTexts,
  date: string | null,
): ConfirmationApplicationData {
  return {
    committee: source.committee,
    ...given({
      court,
      agreementNumber: agreement.number,
      agreementDate: agreement.concludedOn,
      effectiveOn: agreement.effectiveOn,
      date,
    }),
    applicants: source.parties.map((party) => partyData(party, date ?? source.appliedOn, true)),
    terms: [...agreement.terms],
    copies: agreement.copies,
    declaration: texts.paragraphs('confirmationDeclaration'),
    attachments: materials.filter((one) => one.ready).map(({ name }) => ({ name })),
  };
}

/** Form 14: what is handed to the court. */
export function confirmationMaterialsData(
  source: PaperSource,
  agreement: AgreementSource,
  confirmation: { court: string; courtNumber: string; appliedOn: string | null },
  materials: readonly MaterialSource[],
): ConfirmationMaterialsData {
  return {
    committee: source.committee,
    ...given({
      court: confirmation.court,
      agreementNumber: agreement.number,
      courtNumber: confirmation.courtNumber,
      date: confirmation.appliedOn,
    }),
    parties: source.parties.map((party) => party.name),
    items: materials.map(({ name, ready }) => ({ name, ...given({ note: ready ? '' : '待补' }) })),
  };
}

/** The committee’s certificate that it mediated (法释〔2011〕5号 art. 3). */
export function mediationCertificateData(
  source: PaperSource,
  agreement: AgreementSource,
  court: string,
  date: string,
  number: string | null,
): MediationCertificateData {
  return {
    committee: source.committee,
    ...given({
      number,
      court,
      disputeName: source.title,
      acceptedOn: source.acceptedOn,
      caseNumber: source.number,
      agreementNumber: agreement.number,
      agreementDate: agreement.concludedOn,
      date,
    }),
    parties: source.parties.map((party) => party.name),
    mediators: [...source.mediators],
  };
}
