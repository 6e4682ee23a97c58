import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { civilDate, text } from '../../../../src-main/contract/values.ts';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextArea } from '../../../ui/form/fields.tsx';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';

const endSchema = z.strictObject({ endedOn: civilDate, reason: text(200) });

/** Ends a relation or a representation, with the day and the reason; what stood on it stays. */
export function EndDialog({
  id,
  route,
  title,
  consequence,
  onClose,
}: {
  id: string;
  route: 'timebank.endRelation' | 'timebank.endRepresentative';
  title: string;
  consequence: string;
  onClose(): void;
}) {
  const { t } = useTranslation('timebankCircle');
  return (
    <CommandDialog
      size="42rem"
      title={title}
      submit={t('circle.end')}
      route={route}
      schema={endSchema}
      defaults={{ endedOn: todayText(), reason: '' }}
      draftKey={`circle-end:${id}`}
      input={(values) => ({ id, ...values })}
      danger
      done={t('circle.ended')}
      onClose={onClose}
    >
      <Text>{consequence}</Text>
      <DateField name="endedOn" label={t('field.endedOn')} emptyValue="" required />
      <TextArea name="reason" label={t('field.endReason')} minRows={2} required />
    </CommandDialog>
  );
}
