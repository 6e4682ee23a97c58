import { spawnSync } from 'node:child_process';
import type { RouteInput } from '../../../../src-main/contract/index.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { DossierView, PackPaper } from '../../../../src-main/contract/mediation/dossier.ts';
import type { TestDesk } from '../../../support/desk.ts';
import { inEffect, performAll } from '../performance-kit.ts';

/** A picture of one white dot: a scan, as far as the binder is concerned. */
export const scan =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

export const readDossier = (desk: TestDesk, caseId: string): Promise<DossierView> =>
  desk.call('mediation.readDossier', { caseId });

export const readPack = async (desk: TestDesk, caseId: string): Promise<PackPaper[]> =>
  (await desk.call('mediation.readPack', { caseId })).papers;

/** A case that was mediated, agreed, performed and closed, with its minutes; nothing but the agreement is on paper. */
export async function closedCase(desk: TestDesk): Promise<CaseView> {
  desk.clock.set('2026-07-01T01:30:00.000Z');
  const file = await inEffect(desk);
  await desk.call('mediation.recordSession', {
    caseId: file.id,
    session: {
      heldOn: '2026-07-01',
      startsAt: '09:00',
      endsAt: '10:30',
      place: '调解室',
      minutes: '双方陈述了漏水的经过。',
      result: '达成协议。',
      recorder: '文员',
    },
  });
  desk.clock.set('2026-09-02T01:30:00.000Z');
  await performAll(desk, file.id, '2026-09-01');
  const { version } = await desk.call('mediation.readCase', { id: file.id });
  await desk.call('mediation.closeCase', { id: file.id, version, outcome: 'performed', on: '2026-09-01' });
  return desk.call('mediation.readCase', { id: file.id });
}

/** Issues what the stage asks for, attaches the identity papers, writes the situation note: a complete dossier. */
export async function completeDossier(desk: TestDesk, caseId: string): Promise<DossierView> {
  const wanted = (await readPack(desk, caseId)).filter(
    (one) => one.need === 'must' && one.ready && one.issued.length === 0,
  );
  await desk.call('mediation.issuePapers', {
    caseId,
    papers: wanted.map(({ paper, subject }) => ({ paper, subject })),
  });
  await attach(desk, { caseId, row: 'identity', title: '身份证复印件' });
  const { version } = await readDossier(desk, caseId);
  await desk.call('mediation.saveDossier', {
    caseId,
    version,
    situation: '本卷材料齐全。',
    compiledBy: '立卷人甲',
    checkedBy: '检查人乙',
  });
  return readDossier(desk, caseId);
}

export const attach = (
  desk: TestDesk,
  over: Partial<RouteInput<'mediation.attachToDossier'>> & { caseId: string },
) => desk.call('mediation.attachToDossier', { file: { name: 'scan.png', base64: scan }, ...over });

/** Binds and waits; answers the registered document. Throws when the job did not end well. */
export async function bindDossier(desk: TestDesk, caseId: string) {
  const { jobId } = await desk.call('mediation.bindDossier', { caseId });
  await desk.application.idle();
  const job = await desk.call('platform.readJob', { id: jobId });
  if (job.state !== 'done' || job.resultId === null)
    throw new Error(`binding: ${job.state} ${job.errorCode}`);
  const document = await desk.call('documents.read', { id: job.resultId });
  return { ...document, bytesOf: Buffer.from(document.pdf.base64, 'base64') };
}

/** Text of each page, white space taken out. */
export function pagesOf(pdf: Uint8Array): string[] {
  const made = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], {
    input: pdf,
    maxBuffer: 1 << 28,
  });
  if (made.status !== 0) throw new Error(made.stderr.toString());
  return made.stdout
    .toString()
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s/gu, ''));
}

interface Contents {
  pages: number;
  contents: readonly { title: string; from: number | null; pages: number }[];
}

/**
 * What stands on each page that the catalogue names, as the PDF itself has it: the stamped number and the name of the
 * paper. Answers the entries that are not where they are said to be.
 */
export function misplaced(pdf: Uint8Array, { contents }: Contents): string[] {
  const pages = pagesOf(pdf);
  const last = Math.max(...contents.map((one) => (one.from === null ? 0 : one.from + one.pages - 1)));
  // Cover and catalogue before, the back cover behind.
  const front = pages.length - 1 - last;
  return contents.flatMap(({ title, from }) => {
    if (from === null) return [];
    const page = pages[front + from - 1] ?? '';
    const isStamped = page.startsWith(String(from)) || page.endsWith(String(from));
    const words = title.replace(/（.*$/u, '').replace(/\s/gu, '');
    // A scan of one white dot has its name as a caption; a signed original is a picture of its paper.
    const isNamed = page.includes(words.slice(0, 4)) || page.includes(paperWords[words] ?? words.slice(-3));
    return isStamped && isNamed ? [] : [`${title} on ${from}: ${page.slice(0, 40)}`];
  });
}

/** Papers whose heading says less than their name. */
const paperWords: Record<string, string> = { 人民调解协议书: '口头协议登记表', 证据材料清单: '证据材料' };

export async function archived(
  desk: TestDesk,
): Promise<{ file: CaseView; archiveId: string; version: number }> {
  const file = await closedCase(desk);
  const dossier = await completeDossier(desk, file.id);
  await bindDossier(desk, file.id);
  const { id, version } = await desk.call('mediation.archiveCase', {
    caseId: file.id,
    version: dossier.version,
    on: '2026-09-02',
    location: { room: '档案室', cabinet: '3', box: '12' },
  });
  return { file, archiveId: id, version };
}
