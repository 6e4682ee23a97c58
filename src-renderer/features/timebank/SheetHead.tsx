import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sourceClasses } from '../../../src-main/contract/timebank.ts';
import { AreaField } from '../../ui/form/AreaField.tsx';
import { isComposing } from '../../ui/form/AppForm.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { SelectField, TextField } from '../../ui/form/fields.tsx';
import { SheetGroupField } from './activities/GroupField.tsx';
import styles from './Filters.module.css';

/** What stands at the top of the paper sheet (志愿服务记录办法 art. 7). Enter goes from field to field and then into the lines, Ctrl+Enter there at once. */
export function SheetHead({ onLeave, scanFirst }: { onLeave: () => void; scanFirst: boolean }) {
  const { t } = useTranslation('timebank');
  // A list that opened only because its field was entered must not take the Enter that walks through the head.
  const chosenIn = useRef(false);
  const onKeyDownCapture = (event: KeyboardEvent<HTMLDivElement>) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || isComposing(event.nativeEvent)) return;
    if (event.key !== 'Enter') {
      chosenIn.current ||= !['Tab', 'Shift', 'Control', 'Alt'].includes(event.key);
      return;
    }
    if (chosenIn.current && input.getAttribute('aria-activedescendant') && !event.ctrlKey) {
      chosenIn.current = false;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input:not([type="hidden"])')];
    const next = event.ctrlKey ? undefined : fields[fields.indexOf(input) + 1];
    if (next) next.focus();
    else onLeave();
  };
  return (
    <div
      className={styles.fields}
      onFocus={() => (chosenIn.current = false)}
      onKeyDownCapture={onKeyDownCapture}
    >
      <TextField name="activity" label={t('head.activity')} required autoFocus={!scanFirst} />
      <DateField name="servedOn" label={t('head.servedOn')} required emptyValue="" />
      <TextField name="place" label={t('head.place')} required />
      <TextField name="responsible" label={t('head.responsible')} required />
      <AreaField name="areaId" label={t('head.area')} />
      <SelectField
        name="sourceClass"
        label={t('head.sourceClass')}
        choices={sourceClasses.map((value) => ({ value, label: t(`sourceClass.${value}`) }))}
      />
      <TextField name="note" label={t('head.note')} />
      <SheetGroupField />
    </div>
  );
}
