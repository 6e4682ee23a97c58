import type { RouteInput } from '../../../../src-main/contract/index.ts';
import type { PaperName } from '../../../../src-main/contract/mediation/case-papers.ts';
import type { TestDesk } from '../../../support/desk.ts';
import { pagesOf } from '../dossier/dossier-kit.ts';

/** All words of a paper as it would be issued now, without white space. */
export async function draftText(
  desk: TestDesk,
  caseId: string,
  paper: PaperName,
  subject = '',
): Promise<string> {
  const draft = await desk.call('mediation.previewPaper', { caseId, paper, subject });
  return pagesOf(Buffer.from(draft.base64, 'base64')).join('');
}

/** Issues a paper and answers its words as they stand in the registry. */
export async function issuedText(
  desk: TestDesk,
  caseId: string,
  paper: PaperName,
  subject = '',
): Promise<string> {
  const { documentId } = await desk.call('mediation.issuePaper', { caseId, paper, subject });
  const { pdf } = await desk.call('documents.read', { id: documentId });
  return pagesOf(Buffer.from(pdf.base64, 'base64')).join('');
}

export const sessionForm = (
  over: Partial<RouteInput<'mediation.recordSession'>['session']> = {},
): RouteInput<'mediation.recordSession'>['session'] => ({
  heldOn: '2026-07-01',
  startsAt: '09:00',
  endsAt: '10:30',
  place: '调解室',
  minutes: '双方陈述了漏水的经过。',
  result: '约定再谈。',
  recorder: '文员',
  ...over,
});
