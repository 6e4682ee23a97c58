import type { HandlersOf } from '../../platform/router/handlers.ts';
import { attachmentHandlers } from './attachment-handlers.ts';
import { bindingHandlers } from './binding-handlers.ts';
import { contentsHandlers } from './contents-handlers.ts';
import { packHandlers } from './pack-handlers.ts';
import { qualityHandlers } from './quality-handlers.ts';
import { recordFileHandlers } from './record-file-handlers.ts';

type DossierRoutes =
  | 'mediation.readPack'
  | 'mediation.issuePapers'
  | 'mediation.printPapers'
  | 'mediation.readDossier'
  | 'mediation.saveDossier'
  | 'mediation.arrangeDossierRow'
  | 'mediation.attachToDossier'
  | 'mediation.withdrawAttachment'
  | 'mediation.viewAttachment'
  | 'mediation.listRecordFiles'
  | 'mediation.attachRecordFile'
  | 'mediation.readQualityRules'
  | 'mediation.adoptQualityRules'
  | 'mediation.previewDossier'
  | 'mediation.bindDossier';

export const dossierHandlers: Pick<HandlersOf<'mediation'>, DossierRoutes> = {
  ...packHandlers,
  ...contentsHandlers,
  ...attachmentHandlers,
  ...qualityHandlers,
  ...recordFileHandlers,
  ...bindingHandlers,
};
