import type { RouteOutput } from '../../contract/index.ts';
import type { CaseView } from '../../contract/mediation/case-views.ts';
import type { DossierView } from '../../contract/mediation/dossier.ts';
import type { PerformanceView } from '../../contract/mediation/performance.ts';
import type { JobView } from '../../contract/platform.ts';

interface Caller {
  call<T>(route: string, input: unknown): Promise<T>;
}

export interface ArchivedCase {
  caseId: string;
  title: string;
  /** The bound dossier. */
  documentId: string;
  archiveNumber: string;
  dossier: DossierView;
}

/**
 * From where a published case stands to the archive: closed when it is still being performed, its papers issued as the
 * stage asks for them, situation note, bound, archived. What was not published is said so, never made up.
 */
export async function playToArchive(
  desk: Caller,
  caseId: string,
  people: { compiledBy: string; checkedBy: string; today: string; source: string },
): Promise<ArchivedCase> {
  await closeAsKnown(desk, caseId);
  const { papers } = await desk.call<RouteOutput<'mediation.readPack'>>('mediation.readPack', { caseId });
  const wanted = papers.filter((one) => one.need === 'must' && one.ready && one.issued.length === 0);
  if (wanted.length > 0) {
    await desk.call('mediation.issuePapers', {
      caseId,
      papers: wanted.map(({ paper, subject }) => ({ paper, subject })),
    });
  }
  const file = await desk.call<CaseView>('mediation.readCase', { id: caseId });
  await desk.call('mediation.attachToDossier', {
    caseId,
    row: 'identity',
    title: '身份证明（公开报道未附，演示以纸页代替）',
    pages: file.parties.length,
  });
  await desk.call('mediation.saveDossier', {
    caseId,
    version: 0,
    situation:
      `本卷按公开报道（${people.source}）整理，供演示使用。当事人为报道所用化名；报道未公布的日期、签名和证件不在卷内，` +
      `推定的日期在案例数据中逐项注明。全卷正文共{pages}页。`,
    compiledBy: people.compiledBy,
    checkedBy: people.checkedBy,
  });
  const documentId = await bind(desk, caseId);
  const dossier = await desk.call<DossierView>('mediation.readDossier', { caseId });
  const archived = await desk.call<RouteOutput<'mediation.archiveCase'>>('mediation.archiveCase', {
    caseId,
    version: dossier.version,
    on: people.today,
    location: { room: '档案室', cabinet: '1', box: file.number?.match(/第(\d+)号/u)?.[1] ?? '' },
  });
  return { caseId, title: file.title, documentId, archiveNumber: archived.archiveNumber, dossier };
}

/** A case that the report leaves in the middle of performance is closed as being performed, with a word about it. */
async function closeAsKnown(desk: Caller, caseId: string): Promise<void> {
  const file = await desk.call<CaseView>('mediation.readCase', { id: caseId });
  if (file.stage !== 'performing') return;
  const performance = await desk.call<PerformanceView>('mediation.readPerformance', { caseId });
  const outcome = ['performing', 'performed'].find((name) =>
    performance.closing.some((one) => one.outcome === name && one.allowed),
  );
  await desk.call('mediation.closeCase', {
    id: caseId,
    version: file.version,
    outcome,
    on: lastDay(file.agreement?.effectiveOn ?? '', performance),
    note: '履行情况未公布',
  });
}

/** A case is not closed before what it is closed for: the last performance that was published, else the day of effect. */
const lastDay = (effectiveOn: string, { items }: PerformanceView): string =>
  items.reduce((last, { doneOn }) => (doneOn !== null && doneOn > last ? doneOn : last), effectiveOn);

/** Waits for the job that binds; answers the registered document. Throws when it did not end well. */
async function bind(desk: Caller, caseId: string): Promise<string> {
  const { jobId } = await desk.call<RouteOutput<'mediation.bindDossier'>>('mediation.bindDossier', {
    caseId,
  });
  for (;;) {
    const job = await desk.call<JobView>('platform.readJob', { id: jobId });
    if (job.state === 'done' && job.resultId !== null) return job.resultId;
    if (job.state !== 'running') throw new Error(`binding the dossier: ${job.state} ${job.errorCode ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
