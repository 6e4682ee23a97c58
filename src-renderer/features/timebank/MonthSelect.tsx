import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { monthText, todayText } from '../../i18n/format.ts';
import { monthsBack } from './months.ts';

const MONTHS_OFFERED = 120;

/** A month of the last ten years as `YYYY-MM`; typing narrows the list. */
export function MonthSelect({ value, onChange }: { value: string; onChange: (month: string) => void }) {
  const { t } = useTranslation('timebank');
  const months = monthsBack(todayText().slice(0, 7), MONTHS_OFFERED);
  return (
    <Select
      label={t('statement.month')}
      data={months.map((month) => ({ value: month, label: monthText(month) }))}
      value={value}
      onChange={(month) => month !== null && onChange(month)}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('common:state.noMatch')}
    />
  );
}

/** The month before this one: the latest whose statement can be issued. */
export const lastMonth = (): string => monthsBack(todayText().slice(0, 7), 2)[1]!;
