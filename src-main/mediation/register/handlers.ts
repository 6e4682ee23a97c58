import type { HandlersOf } from '../../platform/router/handlers.ts';
import { exportHandlers } from './export-handlers.ts';
import { importHandlers } from './import-handlers.ts';
import { originOf } from './origin-store.ts';
import { viewHandlers } from './view-handlers.ts';

type RegisterRoutes =
  | 'mediation.listCaseViews'
  | 'mediation.saveCaseView'
  | 'mediation.deleteCaseView'
  | 'mediation.exportCases'
  | 'mediation.saveExport'
  | 'mediation.openRegisterFile'
  | 'mediation.checkImport'
  | 'mediation.readImport'
  | 'mediation.acceptImport'
  | 'mediation.readCaseOrigin';

export const registerHandlers: Pick<HandlersOf<'mediation'>, RegisterRoutes> = {
  ...viewHandlers,
  ...exportHandlers,
  ...importHandlers,
  'mediation.readCaseOrigin': ({ tx }, { caseId }) => originOf(tx, caseId),
};
