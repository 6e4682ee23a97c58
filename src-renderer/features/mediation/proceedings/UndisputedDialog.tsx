import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { undisputedFields } from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import { useSession } from '../../../bridge/session.tsx';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import { RecordDialog } from './RecordDialog.tsx';
import type { Proceedings } from './use-proceedings.ts';

interface UndisputedDialogProps {
  view: CaseView;
  undisputed: Proceedings['undisputed'];
  onClose(): void;
}

export function UndisputedDialog({ view, undisputed: one, onClose }: UndisputedDialogProps) {
  const { t } = useTranslation('proceedings');
  const { user } = useSession();
  return (
    <RecordDialog
      title={one ? t('statements.editUndisputed') : t('statements.addUndisputed')}
      schema={undisputedFields}
      initial={{
        facts: one?.facts ?? '',
        agreedOn: one?.agreedOn ?? todayText(),
        usableLater: one?.usableLater ?? false,
        recorder: one?.recorder ?? user?.displayName ?? '',
      }}
      draftKey={`undisputed:${view.id}`}
      version={one?.version}
      command="mediation.saveUndisputedFacts"
      under="undisputed"
      toInput={(undisputed) => ({
        caseId: view.id,
        ...(one ? { version: one.version } : {}),
        undisputed,
      })}
      doneText={t('statements.undisputedSaved')}
      onClose={onClose}
    >
      <TextArea name="facts" label={t('statements.facts')} minRows={5} required autoFocus />
      <div className={classes.fields}>
        <DateField name="agreedOn" label={t('statements.agreedOn')} emptyValue="" required />
        <TextField name="recorder" label={t('common.recorder')} />
      </div>
      <CheckboxField name="usableLater" label={t('statements.usableLater')} />
    </RecordDialog>
  );
}
