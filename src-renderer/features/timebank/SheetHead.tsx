import type { KeyboardEvent } from 'react';
import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { sourceClasses } from '../../../src-main/contract/timebank.ts';
import { AreaField } from '../../ui/form/AreaField.tsx';
import { isComposing } from '../../ui/form/AppForm.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { SelectField, TextField } from '../../ui/form/fields.tsx';

/** What stands at the top of the paper sheet (志愿服务记录办法 art. 7). Enter goes from field to field and then into the lines. */
export function SheetHead({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('timebank');
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const input = event.target;
    if (event.key !== 'Enter' || event.defaultPrevented || isComposing(event.nativeEvent)) return;
    if (!(input instanceof HTMLInputElement) || input.getAttribute('aria-expanded') === 'true') return;
    event.preventDefault();
    const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input:not([type="hidden"])')];
    const next = fields[fields.indexOf(input) + 1];
    if (next) next.focus();
    else onLeave();
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm" verticalSpacing="xs" onKeyDown={onKeyDown}>
      <TextField name="activity" label={t('head.activity')} required autoFocus />
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
    </SimpleGrid>
  );
}
