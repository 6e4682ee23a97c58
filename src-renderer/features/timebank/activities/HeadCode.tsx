import { useTranslation } from 'react-i18next';
import { navigate } from '../../../app/navigation.ts';
import { CodeField } from './CodeField.tsx';
import { scanned } from './scan.ts';

/** Opens the sheet whose head, or one of whose lines, is scanned. */
export function HeadCode() {
  const { t } = useTranslation('timebankActivities');
  return (
    <CodeField
      hint={t('code.listHint')}
      onCode={(view) => {
        const head = view.line === null ? view : { ...view, line: null };
        const outcome = scanned({ sheetId: undefined, activityId: null, lines: [] }, head, '');
        if (outcome.kind === 'openSheet') navigate({ page: 'sheet', params: { id: outcome.id } });
        else navigate({ page: 'sheet', params: { id: 'new', print: view.signSheetId } });
        return undefined;
      }}
    />
  );
}
