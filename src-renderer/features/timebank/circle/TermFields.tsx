import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { proofKinds } from '../../../../src-main/contract/timebank/circle.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { SelectField, TextField } from '../../../ui/form/fields.tsx';

/** What was shown as proof. */
export function ProofFields() {
  const { t } = useTranslation('timebankCircle');
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <SelectField
        name="proofKind"
        label={t('field.proofKind')}
        choices={proofKinds.map((value) => ({ value, label: t(`proof.${value}`) }))}
        required
      />
      <TextField name="proofNote" label={t('field.proofNote')} placeholder={t('field.proofNoteHint')} />
    </SimpleGrid>
  );
}

/** From when to when. */
export function TermFields() {
  const { t } = useTranslation('timebankCircle');
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <DateField name="from" label={t('field.from')} emptyValue="" required />
      <DateField name="until" label={t('field.until')} placeholder={t('field.untilHint')} />
    </SimpleGrid>
  );
}
