import { useState } from 'react';
import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateText, todayText } from '../../i18n/format.ts';
import { commonProps, useField, type FieldProps } from './field.ts';
import { parseDate } from './parse-date.ts';

export interface DateFieldProps extends FieldProps {
  /** What the form holds when the field is empty: `null` (default) or `''` for required dates. */
  emptyValue?: null | '';
  minDate?: string;
  maxDate?: string;
}

/**
 * A civil date. The form holds `YYYY-MM-DD`; text that is no date is held as typed, so that nothing is lost and the schema
 * refuses it in words. Alt+↓ or the button opens a calendar.
 */
export function DateField(props: DateFieldProps) {
  const { emptyValue = null } = props;
  const { value, set, error, onBlur, ref, name } = useField<string | null | undefined>(props.name);
  const [typing, setTyping] = useState<string>();
  const [open, setOpen] = useState(false);
  const { t, i18n } = useTranslation('common');
  const known = value ? parseDate(value, todayText()) : undefined;
  const shown = typing ?? (known === undefined ? (value ?? '') : dateText(known));

  const take = (text: string) => {
    setTyping(text);
    set(text.trim() === '' ? emptyValue : (parseDate(text, todayText()) ?? text));
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
          {...commonProps(props)}
          name={name}
          ref={ref}
          value={shown}
          placeholder={props.placeholder ?? t('form.dateHint')}
          onChange={(event) => take(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => {
            setTyping(undefined);
            onBlur();
          }}
          onKeyDown={(event) => {
            if (!event.altKey || event.key !== 'ArrowDown') return;
            // Chromium would scroll by a page, and the calendar hides with its field.
            event.preventDefault();
            setOpen(true);
          }}
          error={error}
          rightSection={
            canChange ? (
              <ActionIcon
                size="md"
                color="gray"
                c="var(--mantine-color-text)"
                aria-label={`${props.label}：${t('action.openCalendar')}`}
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
          {...(props.minDate === undefined ? {} : { minDate: props.minDate })}
          {...(props.maxDate === undefined ? {} : { maxDate: props.maxDate })}
          onChange={(chosen) => {
            setTyping(undefined);
            set(chosen ?? emptyValue);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
