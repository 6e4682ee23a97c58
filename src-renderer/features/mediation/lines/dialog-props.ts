import type { LinesView } from '../../../../src-main/contract/mediation/lines.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';

/** What every dialog of the line panel is given. */
export interface LineDialogProps {
  view: CaseView;
  lines: LinesView;
  opened: boolean;
  onClose: () => void;
}
