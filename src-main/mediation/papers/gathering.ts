import type { AgreementFields } from '../../contract/mediation/agreement-values.ts';
import type { PaperName } from '../../contract/mediation/case-papers.ts';
import type { CaseContext } from '../case-store.ts';
import type { CaseRecord } from '../entities.ts';
import type { PaperSource } from '../paper-data.ts';
import type { FormTexts } from './case-paper-data.ts';

/** What is to be put on paper. */
export interface PaperRequest {
  row: CaseRecord;
  paper: PaperName;
  /** Record that the paper is about; empty for the case itself. */
  subject: string;
  /** The agreement as it is on file, or as it is being typed. */
  agreement: AgreementFields;
  /** Null for a draft. */
  number: string | null;
}

/** What the functions that gather a paper’s data are given. */
export interface Gathering extends PaperRequest {
  context: CaseContext;
  source: PaperSource;
  texts: FormTexts;
}
