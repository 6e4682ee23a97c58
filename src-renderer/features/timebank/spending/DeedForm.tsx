import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { civilDate, id, optionalText, text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { todayText } from '../../../i18n/format.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, IntegerField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { MemberField } from '../MemberField.tsx';

type Actions = RouteOutput<'timebank.readPointActions'>['actions'];
type Preview = RouteOutput<'timebank.previewDeed'>;

const schema = z.strictObject({
  memberId: id,
  action: text(40),
  times: z.int().min(1, 'field.tooSmall').max(1000),
  measured: z.int().min(0).max(1_000_000).nullable(),
  doneOn: civilDate,
  words: text(200),
  lateReason: optionalText(200),
  again: z.boolean(),
});
/** What a preview needs; words and reasons change nothing. */
const asked = schema.pick({ memberId: true, action: true, times: true, measured: true, doneOn: true });

/** A deed of a member, with the points that it will give as soon as enough is known. */
export function DeedForm({ actions }: { actions: Actions }) {
  const { t } = useTranslation('timebankSpending');
  const empty = {
    ...{ memberId: '', action: '', times: 1, measured: null },
    ...{ doneOn: todayText(), words: '', lateReason: '', again: false },
  };
  const form = useAppForm(schema, empty);
  const draft = useDraft('deed:new', form);
  const [memberId, chosen, times, typed, doneOn] = form.watch([
    'memberId',
    'action',
    'times',
    'measured',
    'doneOn',
  ]);
  const action = actions.find(({ code }) => code === chosen);
  // A measure that belongs to another action must not travel on unseen.
  const measured = action?.extra ? typed : null;
  const preview = usePreview({ memberId, action: chosen, times, measured, doneOn });
  const record = useCommand('timebank.recordDeed', {
    form,
    onDone: ({ points, cut }) => {
      void draft.discard();
      form.reset(empty);
      notifyDone(cut > 0 ? t('deeds.recordedCut', { points, cut }) : t('deeds.recorded', { points }));
    },
  });
  return (
    <AppForm
      form={form}
      label={t('deeds.title')}
      onSubmit={(values) => void record.run({ ...values, measured: measured ?? 0 })}
    >
      <Stack gap="sm" maw="36rem">
        {draft.notice}
        <MemberField name="memberId" label={t('deeds.member')} required />
        <SelectField
          name="action"
          label={t('deeds.action')}
          choices={actions.map((known) => ({ value: known.code, label: t('deeds.choice', known) }))}
          searchable
          required
        />
        <IntegerField name="times" label={t('deeds.times')} min={1} max={1000} required />
        {action?.extra && (
          <IntegerField
            name="measured"
            label={t('deeds.measured', { unit: action.extra.unit })}
            description={t('deeds.measuredHint', action.extra)}
            min={0}
          />
        )}
        <DateField name="doneOn" label={t('deeds.doneOn')} emptyValue="" required />
        {preview?.needsReason && (
          <TextField
            name="lateReason"
            label={t('deeds.lateReason')}
            description={t('deeds.lateReasonHint')}
            required
          />
        )}
        <TextField name="words" label={t('deeds.words')} required />
        {preview?.sameDay && (
          <Alert role="status" color="yellow" c="var(--mantine-color-text)" title={t('deeds.same')}>
            <Stack gap="xs">
              <Text>{t('deeds.sameText', preview.sameDay)}</Text>
              <CheckboxField name="again" label={t('deeds.again')} />
            </Stack>
          </Alert>
        )}
        <PreviewText preview={preview} unit={action?.extra?.unit ?? ''} per={action?.per ?? ''} />
        <Group justify="flex-end">
          <Button type="submit" loading={record.pending}>
            {t('deeds.record')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

/** Asks the one decision function once the fields make sense; undefined before. */
function usePreview(fields: z.input<typeof asked>): Preview | undefined {
  const [settled] = useDebouncedValue(JSON.stringify(fields), 250);
  const read = asked.safeParse(JSON.parse(settled));
  const input = read.success ? { ...read.data, measured: read.data.measured ?? 0 } : undefined;
  const preview = useRoute(
    'timebank.previewDeed',
    input ?? { memberId: '', action: '', times: 1, doneOn: '' },
    { enabled: input !== undefined },
  );
  return input === undefined ? undefined : preview.data;
}

function PreviewText({ preview, unit, per }: { preview: Preview | undefined; unit: string; per: string }) {
  const { t } = useTranslation('timebankSpending');
  return (
    <div role="status">
      {preview && (
        <>
          <Text fw={600}>{t('deeds.preview', { points: preview.points })}</Text>
          <Text size="sm">
            {preview.steps
              .map(({ kind, ...step }) =>
                t(`deeds.step.${kind}`, {
                  ...step,
                  limit: step.limit ?? '',
                  more: step.after - step.before,
                  unit,
                  per,
                }),
              )
              .join('；')}
          </Text>
        </>
      )}
    </div>
  );
}
