import type { CaseRow } from '../../contract/mediation/case-views.ts';
import type { CaseColumn } from '../../contract/mediation/register.ts';
import type { NextAction } from '../next-action.ts';
import { civilDateOfInstant } from '../../platform/dates.ts';
import type { SheetCell } from '../../platform/spreadsheets/cells.ts';

/*
 * The register as a spreadsheet. Like the papers it is a Chinese document, whatever language the window speaks: it goes
 * to the justice office. Its headings are those that an import recognises.
 */

export interface SheetRow extends CaseRow {
  /** All parties by name, and their phones, masked. */
  allParties: string;
  phones: string;
  areaName: string;
  typeName: string;
}

export const headings: Record<CaseColumn, string> = {
  number: '案号',
  title: '案件名称',
  stage: '案件状态',
  type: '纠纷类型',
  source: '案件来源',
  parties: '当事人',
  phones: '联系电话',
  area: '所属网格',
  appliedOn: '申请日期',
  acceptedOn: '受理日期',
  closedOn: '结案日期',
  outcome: '履行情况',
  amount: '协议金额（元）',
  mediators: '调解员',
  next: '下一步',
  nextDueOn: '下一步期限',
  updatedAt: '更新日期',
};

export function sheetCell(row: SheetRow, column: CaseColumn): SheetCell {
  switch (column) {
    case 'number':
      return text(row.number);
    case 'title':
      return text(row.title);
    case 'stage':
      return text(stageNames[row.stage]);
    case 'type':
      return text(row.typeName);
    case 'source':
      return text(sourceNames[row.source]);
    case 'parties':
      return text(row.allParties);
    case 'phones':
      return text(row.phones);
    case 'area':
      return text(row.areaName);
    case 'outcome':
      return text(row.outcome === null ? '' : outcomeNames[row.outcome]);
    case 'amount':
      return row.amountFen === null ? null : { fen: row.amountFen };
    case 'mediators':
      return text(row.mediators.join('、'));
    case 'next':
      return text(nextNames[row.nextAction as NextAction] ?? '');
    case 'updatedAt':
      return { day: civilDateOfInstant(row.updatedAt) };
    case 'appliedOn':
    case 'acceptedOn':
    case 'closedOn':
    case 'nextDueOn': {
      const day = row[column];
      return day === null ? null : { day };
    }
  }
}

const text = (value: string | null): SheetCell => (value === null || value === '' ? null : { text: value });

const stageNames: Record<CaseRow['stage'], string> = {
  registered: '已登记',
  accepted: '已受理',
  mediating: '调解中',
  agreed: '已达成协议',
  performing: '履行中',
  closed: '已结案',
  declined: '不予受理',
  terminated: '终止调解',
};

const sourceNames: Record<CaseRow['source'], string> = {
  writtenApplication: '书面申请',
  oralApplication: '口头申请',
  ownInitiative: '主动调解',
  referral: '委托移送',
};

const outcomeNames: Record<NonNullable<CaseRow['outcome']>, string> = {
  performed: '已履行',
  performing: '履行中',
  notPerformed: '未履行',
  lawsuit: '起诉',
  judiciallyConfirmed: '司法确认',
};

const nextNames: Record<NextAction, string> = {
  accept: '受理或不予受理',
  notifyRights: '告知权利义务',
  endSuspension: '恢复计时',
  holdSession: '组织调解',
  notifyInsurer: '通知保险机构',
  draftAgreement: '拟定协议书',
  issueAgreement: '出具协议书',
  collectSignatures: '签名、按指印并盖章',
  urgePerformance: '督促履行（已逾期）',
  followPerformance: '督促履行',
  judicialConfirmation: '可申请司法确认',
  visit: '回访',
  close: '结案归档',
};
