import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dateText, todayText } from '../../../i18n/format.ts';
import { parseDate } from '../../../ui/form/parse-date.ts';

/** A day of a filter: takes effect as soon as what is typed is one. */
export function DayInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange(day: string | undefined): void;
}) {
  const { t } = useTranslation('common');
  const [typing, setTyping] = useState<string>();
  const wrong = typing !== undefined && typing.trim() !== '' && value === undefined;
  return (
    <TextInput
      label={label}
      placeholder={t('form.dateHint')}
      value={typing ?? (value ? dateText(value) : '')}
      onChange={({ currentTarget }) => {
        setTyping(currentTarget.value);
        onChange(parseDate(currentTarget.value, todayText()));
      }}
      onBlur={() => wrong || setTyping(undefined)}
      error={wrong ? t('fields:date') : undefined}
      w="11rem"
    />
  );
}
