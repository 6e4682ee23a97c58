import { useState } from 'react';
import { Alert, Badge, Button, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import type { CalendarDay } from '../../../src-main/contract/mediation/deadlines.ts';
import { text } from '../../../src-main/contract/values.ts';
import { useCommand } from '../../bridge/commands.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText, todayText } from '../../i18n/format.ts';
import { AppForm } from '../../ui/form/AppForm.tsx';
import { TextField } from '../../ui/form/fields.tsx';
import { useAppForm } from '../../ui/form/use-app-form.ts';
import { notifyDone } from '../../ui/notify.ts';
import { Section } from '../../ui/Section.tsx';
import { Loaded } from '../../ui/states.tsx';
import classes from './calendar.module.css';

type Year = RouteOutput<'mediation.readCalendar'>;
const weekdays = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'] as const;

/** Days off and worked weekends of a year: what the notice says, and what this centre has set itself. */
export function CalendarTab() {
  const { t } = useTranslation('deadlines');
  const [year, setYear] = useState(Number(todayText().slice(0, 4)));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const may = useMay();
  const result = useRoute('mediation.readCalendar', { year }, { keepPrevious: true });
  const go = (to: number) => {
    setYear(to);
    setChosen([]);
  };
  const mayChange = may('mediation.setCalendarDays');
  return (
    <Section
      title={t('calendar.title')}
      actions={
        <>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconChevronLeft size="1rem" aria-hidden />}
            onClick={() => go(year - 1)}
          >
            {t('calendar.previous')}
          </Button>
          <Text fw={700} className="tabular" aria-live="polite">
            {t('calendar.yearOf', { year })}
          </Text>
          <Button
            variant="default"
            size="xs"
            rightSection={<IconChevronRight size="1rem" aria-hidden />}
            onClick={() => go(year + 1)}
          >
            {t('calendar.next')}
          </Button>
        </>
      }
    >
      <Loaded result={result}>
        {(data) => (
          <Stack gap="sm">
            <Notice data={data} />
            {mayChange ? <SetForm data={data} chosen={chosen} onClear={() => setChosen([])} /> : null}
            <Legend />
            <div className={classes.year}>
              {Array.from({ length: 12 }, (_, index) => (
                <Month
                  key={index}
                  month={index + 1}
                  days={data.days.filter((one) => Number(one.day.slice(5, 7)) === index + 1)}
                  chosen={chosen}
                  {...(mayChange
                    ? {
                        onToggle: (day: string) =>
                          setChosen((before) =>
                            before.includes(day) ? before.filter((one) => one !== day) : [...before, day],
                          ),
                      }
                    : {})}
                />
              ))}
            </div>
            <OwnDays data={data} />
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function Notice({ data }: { data: Year }) {
  const { t } = useTranslation('deadlines');
  if (!data.known) {
    return (
      <Alert color="yellow" c="var(--mantine-color-text)">
        {t('calendar.unknown', { year: data.year })}
      </Alert>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      {t('calendar.source', { source: data.source })}
      {data.verified ? '' : ` · ${t('calendar.unverified')}`}
    </Text>
  );
}

const schema = z.object({ reason: text(100) });

function SetForm({ data, chosen, onClear }: { data: Year; chosen: readonly string[]; onClear(): void }) {
  const { t } = useTranslation('deadlines');
  const form = useAppForm(schema, { reason: '' });
  const done = () => {
    form.reset({ reason: '' });
    onClear();
  };
  const set = useCommand('mediation.setCalendarDays', {
    form,
    onDone: (answer) => {
      notifyDone(t('calendar.saved', answer));
      done();
    },
  });
  const unset = useCommand('mediation.unsetCalendarDays', {
    onDone: (answer) => {
      notifyDone(t('calendar.givenBack', answer));
      done();
    },
  });
  const days = [...chosen].sort();
  const own = days.filter((day) => data.days.find((one) => one.day === day)?.origin === 'centre');
  const allOff = days.every((day) => data.days.find((one) => one.day === day)?.off);
  const save = (kind: 'off' | 'worked') =>
    form.handleSubmit(({ reason }) => void set.run({ days, kind, reason }))();
  return (
    <AppForm
      form={form}
      label={t('calendar.title')}
      onSubmit={({ reason }) => void set.run({ days, kind: allOff ? 'worked' : 'off', reason })}
    >
      <Stack gap="xs">
        <Text size="sm">{t('calendar.hint')}</Text>
        <Group align="flex-end" gap="sm">
          <Text aria-live="polite">
            {days.length === 0 ? t('calendar.selectedNone') : t('calendar.selected', { n: days.length })}
          </Text>
          <TextField
            name="reason"
            label={t('calendar.reason')}
            placeholder={t('calendar.reasonHint')}
            disabled={days.length === 0}
          />
          <Button
            disabled={days.length === 0}
            loading={set.pending}
            onClick={() => void save('off')}
            type="button"
          >
            {t('calendar.off')}
          </Button>
          <Button
            variant="default"
            disabled={days.length === 0}
            loading={set.pending}
            onClick={() => void save('worked')}
            type="button"
          >
            {t('calendar.worked')}
          </Button>
          <Button
            variant="default"
            disabled={own.length === 0}
            loading={unset.pending}
            onClick={() => void unset.run({ days: own })}
            type="button"
          >
            {t('calendar.unset')}
          </Button>
          <Button variant="subtle" disabled={days.length === 0} onClick={onClear} type="button">
            {t('calendar.clear')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

function Legend() {
  const { t } = useTranslation('deadlines');
  return (
    <Group gap="md">
      {(['off', 'worked', 'own'] as const).map((kind) => (
        <Group key={kind} gap={6}>
          <span className={classes.day} data-kind={kind} aria-hidden>
            {kind === 'off' ? t('calendar.dayOff') : kind === 'worked' ? t('calendar.dayWorked') : '•'}
          </span>
          <Text size="sm">{t(`calendar.legend.${kind}`)}</Text>
        </Group>
      ))}
    </Group>
  );
}

interface MonthProps {
  month: number;
  days: readonly CalendarDay[];
  chosen: readonly string[];
  onToggle?: (day: string) => void;
}

function Month({ month, days, chosen, onToggle }: MonthProps) {
  const { t } = useTranslation('deadlines');
  const name = t('calendar.month', { n: month });
  const lead = days[0] ? (new Date(`${days[0].day}T00:00:00Z`).getUTCDay() + 6) % 7 : 0;
  return (
    <div role="group" aria-label={name} className={classes.month}>
      <Title order={3}>{name}</Title>
      <div className={classes.grid}>
        {weekdays.map((day) => (
          <span key={day} className={classes.weekday} aria-hidden>
            {t(`calendar.weekdays.${day}`)}
          </span>
        ))}
        {Array.from({ length: lead }, (_, index) => (
          <span key={`lead${index}`} />
        ))}
        {days.map((one) => (
          <Day
            key={one.day}
            day={one}
            chosen={chosen.includes(one.day)}
            {...(onToggle ? { onToggle } : {})}
          />
        ))}
      </div>
    </div>
  );
}

function Day({
  day,
  chosen,
  onToggle,
}: {
  day: CalendarDay;
  chosen: boolean;
  onToggle?: (day: string) => void;
}) {
  const { t } = useTranslation('deadlines');
  const unusual = day.origin === 'notice' || day.origin === 'centre';
  const label = t('calendar.day', {
    date: dateText(day.day),
    what: [
      t(day.off ? 'calendar.isOff' : 'calendar.isWorked'),
      day.origin === 'centre' ? t('calendar.ownMark') : '',
      day.reason,
    ]
      .filter(Boolean)
      .join(' '),
  });
  const kind = day.off ? 'off' : unusual ? 'worked' : 'plain';
  return (
    <UnstyledButton
      className={classes.day}
      data-kind={kind}
      data-own={day.origin === 'centre'}
      data-chosen={chosen}
      aria-pressed={chosen}
      aria-label={label}
      disabled={!onToggle}
      onClick={() => onToggle?.(day.day)}
    >
      {Number(day.day.slice(8))}
      {unusual ? (
        <span className={classes.mark}>{day.off ? t('calendar.dayOff') : t('calendar.dayWorked')}</span>
      ) : null}
    </UnstyledButton>
  );
}

function OwnDays({ data }: { data: Year }) {
  const { t } = useTranslation('deadlines');
  const own = data.days.filter((one) => one.origin === 'centre');
  return (
    <div>
      <Title order={3}>{t('calendar.own')}</Title>
      {own.length === 0 ? (
        <Text c="dimmed">{t('calendar.ownNone')}</Text>
      ) : (
        <ul>
          {own.map((one) => (
            <li key={one.day}>
              {dateText(one.day)}{' '}
              <Badge color="gray" c="var(--mantine-color-text)">
                {t(one.off ? 'calendar.isOff' : 'calendar.isWorked')}
              </Badge>{' '}
              {one.reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
