import { useTranslation } from 'react-i18next';
import { ClockField } from '../../../ui/form/ClockField.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextField } from '../../../ui/form/fields.tsx';

/** Day, times and place of a talk. */
export function HeldFields() {
  const { t } = useTranslation('proceedings');
  return (
    <>
      <DateField name="heldOn" label={t('common.heldOn')} emptyValue="" required />
      <ClockField name="startsAt" label={t('common.startsAt')} placeholder={t('common.timeHint')} required />
      <ClockField name="endsAt" label={t('common.endsAt')} placeholder={t('common.timeHint')} required />
      <TextField name="place" label={t('common.place')} required />
    </>
  );
}
