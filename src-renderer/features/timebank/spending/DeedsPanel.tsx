import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { civilDate, id, text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { IntegerField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { MemberField } from '../MemberField.tsx';

type Table = RouteOutput<'timebank.readPointActions'>;

/** Points for reports, meetings, patrols, by the region’s table. */
export function DeedsPanel() {
  const { t } = useTranslation('timebankSpending');
  const may = useMay();
  const table = useRoute('timebank.readPointActions', {});
  return (
    <Loaded result={table}>
      {(data) =>
        data.actions.length === 0 ? (
          <EmptyState text={t('deeds.none')} />
        ) : (
          <Section title={t('deeds.title')}>
            <Stack gap="sm">
              <Text c="dimmed">{t('deeds.about')}</Text>
              <Text size="sm">
                {t('deeds.limits', { day: limitText(data.dayPoints), month: limitText(monthLimit(data)) })}
              </Text>
              <Text size="sm" c="dimmed">
                {t('deeds.rule', { rule: data.rule })}
              </Text>
              {may('timebank.recordDeed') && <DeedForm table={data} />}
            </Stack>
          </Section>
        )
      }
    </Loaded>
  );

  function limitText(limit: number | null): string {
    return limit === null ? t('deeds.unlimited') : String(limit);
  }
}

/** The narrower of the limit in points and the one in money. */
function monthLimit({ monthPoints, moneyPoints }: Table): number | null {
  if (monthPoints === null || moneyPoints === null) return monthPoints ?? moneyPoints;
  return Math.min(monthPoints, moneyPoints);
}

const schema = z.strictObject({
  memberId: id,
  action: text(40),
  times: z.int().min(1, 'field.tooSmall').max(1000),
  measured: z.int().min(0).max(1_000_000).nullable(),
  doneOn: civilDate,
  words: text(200),
});

function DeedForm({ table }: { table: Table }) {
  const { t } = useTranslation('timebankSpending');
  const form = useAppForm(schema, {
    memberId: '',
    action: '',
    times: 1,
    measured: null,
    doneOn: todayText(),
    words: '',
  });
  const action = table.actions.find(({ code }) => code === form.watch('action'));
  const record = useCommand('timebank.recordDeed', {
    form,
    onDone: ({ points, cut }) => {
      form.reset();
      notifyDone(cut > 0 ? t('deeds.recordedCut', { points, cut }) : t('deeds.recorded', { points }));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('deeds.title')}
      onSubmit={({ measured, ...values }) => void record.run({ ...values, measured: measured ?? 0 })}
    >
      <Stack gap="sm" maw="36rem">
        <MemberField name="memberId" label={t('deeds.member')} required />
        <SelectField
          name="action"
          label={t('deeds.action')}
          choices={table.actions.map((known) => ({ value: known.code, label: t('deeds.choice', known) }))}
          searchable
          required
        />
        <IntegerField name="times" label={t('deeds.times')} min={1} max={1000} required />
        {action?.measuredIn && (
          <IntegerField name="measured" label={t('deeds.measured', { unit: action.measuredIn })} min={0} />
        )}
        <DateField name="doneOn" label={t('deeds.doneOn')} emptyValue="" required />
        <TextField name="words" label={t('deeds.words')} required />
        <Group justify="flex-end">
          <Button type="submit" loading={record.pending}>
            {t('deeds.record')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}
