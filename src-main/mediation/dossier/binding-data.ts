import type { RetentionTerm } from '../../contract/mediation/archive.ts';
import type { MediationDossierData } from '../documents/dossier-binding-data.ts';
import type { CaseRecord } from '../entities.ts';
import type { PlacedItem } from './contents.ts';
import type { DossierRecord } from './entities.ts';

/** What the covers of a dossier are made from. */
export interface BindingSource {
  committee: string;
  row: CaseRecord;
  record: DossierRecord | null;
  retention: { term: RetentionTerm | null; years: number | null };
  terms: readonly { code: RetentionTerm; name: string }[];
  disputeType: string;
  mediators: readonly string[];
  concludedOn: string | null;
  /** 立卷日期. */
  filedOn: string;
}

/** Covers and situation note (forms 1, 15, 16). What is not known yet is left as a blank. */
export function bindingDataOf(source: BindingSource): MediationDossierData {
  const { row, record } = source;
  const names = {
    ...(record?.compiled_by ? { filedBy: record.compiled_by } : {}),
    ...(record?.checked_by ? { checkedBy: record.checked_by } : {}),
  };
  const to = row.stage === 'terminated' ? row.terminated_on : source.concludedOn;
  const retention = retentionText(source);
  return {
    committee: source.committee,
    ...(row.number === null ? {} : { number: row.number }),
    cover: {
      title: row.title,
      year: (row.accepted_on ?? row.applied_on).slice(0, 4),
      disputeType: source.disputeType,
      mediators: [...source.mediators],
      ...(row.accepted_on === null ? {} : { mediatedFrom: row.accepted_on }),
      ...(to === null ? {} : { mediatedTo: to }),
      ...(record?.compiled_by ? { filedBy: record.compiled_by } : {}),
      filedOn: source.filedOn,
      ...(retention === '' ? {} : { retention }),
    },
    ...(record?.situation
      ? { situation: { text: record.situation, ...names, filedOn: source.filedOn } }
      : {}),
    back: { evidenceBags: record?.evidence_bags ?? 0, ...names, date: source.filedOn },
  };
}

/** `永久`, `长期（30年）`. */
function retentionText({ retention, terms }: BindingSource): string {
  if (retention.term === null) return '';
  const name = terms.find((one) => one.code === retention.term)?.name ?? '';
  return retention.years === null ? name : `${name}（${retention.years}年）`;
}

/** Name in the catalogue; a signed original is told apart from the paper that was printed. */
export function partName(item: Pick<PlacedItem, 'title' | 'signedCopy'>): string {
  return item.signedCopy ? `${item.title}（签字原件）` : item.title;
}
