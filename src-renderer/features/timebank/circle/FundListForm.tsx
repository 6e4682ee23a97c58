import { useEffect, useRef } from 'react';
import { Button, Checkbox, Group, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { fundListFields } from '../../../../src-main/contract/timebank/circle.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { minutesText } from '../../../i18n/format.ts';
import { decodeProblem, fieldMessage } from '../../../i18n/messages.ts';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { useField } from '../../../ui/form/field.ts';
import { IntegerField, TextField } from '../../../ui/form/fields.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { useGivingForm } from '../spending/use-giving-form.ts';
import { InNeedTable, type InNeedRow } from './InNeedTable.tsx';

/** One amount for all, which each row may say otherwise. */
const listSchema = fundListFields.extend({
  each: fundListFields.shape.rows.element.shape.minutes.nullable(),
});
interface Row {
  memberId: string;
  minutes: number;
}
const emptyList = { reason: '', each: null, rows: [] as Row[] };
const nothing = null as unknown as number;

/** Who gets how much, with the sum; one who may not receive is refused beside his row. */
export function FundListForm({
  rows,
  onShow,
}: {
  rows: readonly InNeedRow[];
  onShow(documentId: string): void;
}) {
  const { t } = useTranslation('timebankCircle');
  const { form, notice, send } = useGivingForm(listSchema, emptyList, 'fund-amounts');
  const [each, chosen] = form.watch(['each', 'rows']);
  const issue = useCommand('timebank.issueFundList', {
    form,
    onDone: ({ number, documentId }) => {
      notifyDone(t('fund.issued', { number }));
      onShow(documentId);
    },
  });
  const last = useRef(each);
  useEffect(() => {
    const before = last.current;
    last.current = each;
    if (before === each) return;
    // Whoever was given another amount by hand keeps it.
    const next = form
      .getValues('rows')
      .map((row) =>
        row.minutes === null || row.minutes === before ? { ...row, minutes: each ?? nothing } : row,
      );
    form.setValue('rows', next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  }, [each, form]);
  const sum = chosen.reduce((total, { minutes }) => total + (minutes ?? 0), 0);
  return (
    <AppForm
      form={form}
      label={t('fund.title')}
      onSubmit={({ reason, rows: given }) => send(() => issue.run({ reason, rows: given }))}
    >
      <Stack gap="sm">
        {notice}
        <Text size="sm" c="dimmed">
          {t('fund.about')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextField name="reason" label={t('fund.reason')} placeholder={t('fund.reasonHint')} required />
          <IntegerField name="each" label={t('fund.each')} description={t('fund.eachHint')} min={1} />
        </SimpleGrid>
        <Chooser rows={rows} each={each} />
        <Group justify="space-between">
          <Text fw={600} role="status">
            {chosen.length > 0 ? t('fund.chosen', { n: chosen.length, time: minutesText(sum) }) : ''}
          </Text>
          <Button type="submit" loading={issue.pending}>
            {t('fund.do')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

function Chooser({ rows, each }: { rows: readonly InNeedRow[]; each: number | null }) {
  const { t } = useTranslation('timebankCircle');
  const { value, set, onBlur, ref } = useField<Row[]>('rows');
  const wrong = useWrongRows();
  const indexOf = (memberId: string) => value.findIndex((row) => row.memberId === memberId);
  // Where the cursor goes when the list is refused.
  const first = Math.max(
    0,
    value.findIndex(({ minutes }) => minutes === null || minutes < 1),
  );
  const all = rows.every((row) => indexOf(row.id) >= 0);
  const added = (memberId: string): Row => ({ memberId, minutes: each ?? nothing });
  return (
    <Stack gap={4}>
      <Checkbox
        label={t('fund.pickAll')}
        checked={all}
        indeterminate={!all && value.length > 0}
        onChange={() =>
          set(all ? [] : [...value, ...rows.filter((row) => indexOf(row.id) < 0).map((row) => added(row.id))])
        }
      />
      <InNeedTable
        rows={rows}
        label={t('fund.choose')}
        choose={t('fund.choose')}
        choice={(row) => (
          <Checkbox
            aria-label={t('fund.pick', { name: row.name })}
            checked={indexOf(row.id) >= 0}
            onChange={(event) =>
              set(
                event.currentTarget.checked
                  ? [...value, added(row.id)]
                  : value.filter(({ memberId }) => memberId !== row.id),
              )
            }
          />
        )}
        amount={t('fund.amount')}
        amountOf={(row) => {
          const index = indexOf(row.id);
          if (index < 0) return null;
          return (
            <NumberInput
              aria-label={t('fund.amountOf', { name: row.name })}
              {...(index === first ? { ref } : {})}
              value={value[index]?.minutes ?? ''}
              onChange={(next) =>
                set(
                  value.map((known, at) =>
                    at === index ? { ...known, minutes: next === '' ? nothing : Number(next) } : known,
                  ),
                )
              }
              onBlur={onBlur}
              error={wrong.at(index)}
              allowDecimal={false}
              allowNegative={false}
              hideControls
              w="8rem"
            />
          );
        }}
      />
      {wrong.all !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {wrong.all}
        </Text>
      )}
    </Stack>
  );
}

/** What is wrong with the choice as a whole, and with each row: its amount, or the person. */
function useWrongRows() {
  const { formState } = useFormContext<{ rows: Row[] }>();
  const errors = formState.errors.rows;
  const say = (message: string | undefined) =>
    message === undefined ? undefined : fieldMessage(decodeProblem(message));
  return {
    all: Array.isArray(errors) ? undefined : say(errors?.message ?? errors?.root?.message),
    at: (index: number) => say(errors?.[index]?.minutes?.message ?? errors?.[index]?.memberId?.message),
  };
}
