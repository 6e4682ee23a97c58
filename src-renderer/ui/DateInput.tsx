import { useState } from 'react';
import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateText, todayText } from '../i18n/format.ts';
import { parseDate } from './form/parse-date.ts';

export interface DateInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'label'> {
  /** Accessible name of the field and of the button that opens its calendar. */
  label: string;
  /** Hide the label from the eye (tables); it stays the accessible name. */
  labelHidden?: boolean;
  /** `YYYY-MM-DD`, or text as typed while it is no date; empty: no date. */
  value: string;
  onChange: (value: string) => void;
  minDate?: string;
  maxDate?: string;
}

/** A civil date, typed as people write dates, or chosen: Alt+↓ or the button opens a calendar. */
export function DateInput({
  label,
  labelHidden,
  value,
  onChange,
  onBlur,
  minDate,
  maxDate,
  ...props
}: DateInputProps) {
  const [typing, setTyping] = useState<string>();
  const [open, setOpen] = useState(false);
  const { t, i18n } = useTranslation('common');
  const known = value === '' ? undefined : parseDate(value, todayText());
  const shown = typing ?? (known === undefined ? value : dateText(known));

  const take = (text: string) => {
    setTyping(text);
    onChange(text.trim() === '' ? '' : (parseDate(text, todayText()) ?? text));
  };
  const canChange = !props.disabled && !props.readOnly;
  // Roles by hand: Mantine would put aria-expanded on a text box, which does not know it.
  return (
    <Popover
      opened={open && canChange}
      onChange={setOpen}
      withRoles={false}
      trapFocus
      returnFocus
      position="bottom-end"
      shadow="md"
    >
      <Popover.Target>
        <TextInput
          placeholder={t('form.dateHint')}
          {...(labelHidden ? { 'aria-label': label } : { label })}
          {...props}
          value={shown}
          onChange={(event) => take(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={(event) => {
            setTyping(undefined);
            onBlur?.(event);
          }}
          onKeyDown={(event) => {
            if (!event.altKey || event.key !== 'ArrowDown') return;
            // Chromium would scroll by a page, and the calendar hides with its field.
            event.preventDefault();
            setOpen(true);
          }}
          rightSection={
            canChange ? (
              <ActionIcon
                size="md"
                color="gray"
                c="var(--mantine-color-text)"
                aria-label={`${label}：${t('action.openCalendar')}`}
                tabIndex={-1}
                onClick={() => setOpen((was) => !was)}
              >
                <IconCalendar size="1.1rem" aria-hidden />
              </ActionIcon>
            ) : undefined
          }
        />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('action.openCalendar')}>
        <DatePicker
          locale={i18n.language === 'en' ? 'en' : 'zh-cn'}
          value={known ?? null}
          defaultDate={known ?? todayText()}
          hideOutsideDates
          monthLabelFormat={t('calendar.monthFormat')}
          yearLabelFormat={t('calendar.yearFormat')}
          getDayProps={(day) => ({ 'aria-label': dateText(day) })}
          ariaLabels={{
            previousMonth: t('calendar.previousMonth'),
            nextMonth: t('calendar.nextMonth'),
            previousYear: t('calendar.previousYear'),
            nextYear: t('calendar.nextYear'),
            previousDecade: t('calendar.previousDecade'),
            nextDecade: t('calendar.nextDecade'),
            monthLevelControl: t('calendar.chooseMonth'),
            yearLevelControl: t('calendar.chooseYear'),
          }}
          {...(minDate === undefined ? {} : { minDate })}
          {...(maxDate === undefined ? {} : { maxDate })}
          onChange={(chosen) => {
            setTyping(undefined);
            onChange(chosen ?? '');
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
