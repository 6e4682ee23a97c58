import type { AppraisalView, ArchiveRow, RetentionTerm } from '../../contract/mediation/archive.ts';
import type { DestructionListData } from '../documents/archive-papers-data.ts';

export interface DestructionSource {
  committee: string;
  number: string;
  rows: readonly (ArchiveRow & { appraisal: AppraisalView })[];
  terms: readonly { code: RetentionTerm; name: string }[];
  approver?: string;
  /** Day of approval. */
  date?: string;
}

/** 档案鉴定销毁清册: each dossier with its term and the opinion of its appraisers. */
export function destructionListData(source: DestructionSource): DestructionListData {
  const nameOf = (term: RetentionTerm) => source.terms.find((one) => one.code === term)?.name ?? '';
  const appraisers = source.rows.flatMap(({ appraisal }) => [
    appraisal.firstAppraiser,
    appraisal.secondAppraiser,
  ]);
  return {
    committee: source.committee,
    number: source.number,
    entries: source.rows.map((row) => ({
      dossierNumber: row.archiveNumber,
      title: row.title,
      filedOn: row.archivedOn,
      retention:
        row.retention.years === null
          ? nameOf(row.retention.term)
          : `${nameOf(row.retention.term)}（${row.retention.years}年）`,
      ...(row.retention.until === null ? {} : { expiredOn: row.retention.until }),
      pages: row.pages,
      opinion: row.appraisal.reason,
    })),
    appraisal: `经鉴定，所列卷宗${source.rows.length}卷保管期限已届满，无继续保存价值，拟予销毁。`,
    appraisers: [...new Set(appraisers)],
    ...(source.approver === undefined ? {} : { approver: source.approver }),
    ...(source.date === undefined ? {} : { date: source.date }),
  };
}
