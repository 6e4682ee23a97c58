import type { ArchiveBlocker } from '../../contract/mediation/archive.ts';
import type { CaseStage } from '../../contract/mediation/case-values.ts';

/** What archiving depends on. */
export interface ArchivingState {
  stage: CaseStage;
  /** In the archive and not opened again. */
  isArchived: boolean;
  bound: { current: boolean } | null;
  situation: string;
  compiledBy: string;
  checkedBy: string;
  /** Rows that must be there and are not. */
  missing: number;
  hasRetention: boolean;
}

/**
 * Why a dossier cannot go into the archive yet; empty when it can. Cases that were closed or terminated have a dossier
 * (人民调解法 art. 27); one that was declined has no number and no dossier: its letter stays in the register.
 */
export function archiveBlockersOf(state: ArchivingState): ArchiveBlocker[] {
  if (state.isArchived) return ['alreadyArchived'];
  if (state.stage !== 'closed' && state.stage !== 'terminated') return ['notOver'];
  const blockers: [ArchiveBlocker, boolean][] = [
    ['papersMissing', state.missing > 0],
    ['situationMissing', state.situation === ''],
    ['compilerMissing', state.compiledBy === ''],
    ['checkerMissing', state.checkedBy === '' || state.checkedBy === state.compiledBy],
    ['retentionMissing', !state.hasRetention],
    ['notBound', state.bound === null],
    ['outOfDate', state.bound !== null && !state.bound.current],
  ];
  return blockers.filter(([, holds]) => holds).map(([blocker]) => blocker);
}
