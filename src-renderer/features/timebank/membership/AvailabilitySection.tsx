import { Button, Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormContext, useWatch } from 'react-hook-form';
import {
  availabilityFields,
  type AvailabilityFields,
} from '../../../../src-main/contract/timebank/membership.ts';
import { dayParts, type DayPart } from '../../../../src-main/contract/timebank/membership-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { AppForm } from '../../../ui/form/AppForm.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

interface Props {
  memberId: string;
  availability: AvailabilityFields & { version: number };
}

/** When a member has time: seven days by three parts of the day, ticked with the space bar. */
export function AvailabilitySection(props: Props) {
  const { t } = useTranslation('timebankMembership');
  const may = useMay();
  return (
    <Section title={t('availability.title')}>
      {may('timebank.saveAvailability') ? (
        <AvailabilityForm key={props.availability.version} {...props} />
      ) : (
        <AvailabilityText {...props} />
      )}
    </Section>
  );
}

function AvailabilityForm({ memberId, availability }: Props) {
  const { t } = useTranslation('timebankMembership');
  const { version, ...fields } = availability;
  const form = useAppForm(availabilityFields, fields);
  const draft = useDraft(`availability:${memberId}`, form, { version });
  const save = useCommand('timebank.saveAvailability', { form, fieldsUnder: 'availability' });
  return (
    <AppForm
      form={form}
      label={t('availability.title')}
      onSubmit={async (values) => {
        await draft.discard();
        if (await save.run({ memberId, version, availability: values })) notifyDone(t('done.availability'));
      }}
    >
      <Stack gap="sm">
        {draft.notice}
        <Grid />
        <TextField name="note" label={t('availability.note')} placeholder={t('availability.noteHint')} />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={save.pending}>
            {t('availability.save')}
          </Button>
        </Group>
      </Stack>
    </AppForm>
  );
}

function Grid() {
  const { t } = useTranslation('timebankMembership');
  const { setValue } = useFormContext();
  const slots = (useWatch({ name: 'slots' }) as AvailabilityFields['slots'] | undefined) ?? [];
  const has = (weekday: number, part: DayPart) =>
    slots.some((slot) => slot.weekday === weekday && slot.part === part);
  const set = (weekday: number, part: DayPart, on: boolean) => {
    const others = slots.filter((slot) => slot.weekday !== weekday || slot.part !== part);
    setValue('slots', on ? [...others, { weekday, part }] : others, { shouldDirty: true });
  };
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table aria-label={t('availability.title')} withColumnBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {weekdays.map((weekday) => (
              <Table.Th key={weekday} ta="center">
                {t(`availability.weekday.${weekday}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {dayParts.map((part) => (
            <Table.Tr key={part}>
              <Table.Th scope="row">{t(`availability.part.${part}`)}</Table.Th>
              {weekdays.map((weekday) => (
                <Table.Td key={weekday}>
                  <Group justify="center">
                    <Checkbox
                      aria-label={t('availability.cell', {
                        weekday: t(`availability.weekday.${weekday}`),
                        part: t(`availability.part.${part}`),
                      })}
                      checked={has(weekday, part)}
                      onChange={({ currentTarget }) => set(weekday, part, currentTarget.checked)}
                    />
                  </Group>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function AvailabilityText({ availability: { slots, note } }: Props) {
  const { t } = useTranslation('timebankMembership');
  const words = weekdays.flatMap((weekday) =>
    dayParts
      .filter((part) => slots.some((slot) => slot.weekday === weekday && slot.part === part))
      .map((part) =>
        t('availability.cell', {
          weekday: t(`availability.weekday.${weekday}`),
          part: t(`availability.part.${part}`),
        }),
      ),
  );
  const text = [words.join('、'), note].filter((part) => part !== '').join(' · ');
  return <Text>{text === '' ? t('availability.unknown') : text}</Text>;
}
