import { useState } from 'react';
import { Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { CorrectableService } from '../../../../src-main/contract/timebank/work-values.ts';
import { civilDate } from '../../../../src-main/contract/values.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { useField } from '../../../ui/form/field.ts';
import { TextField } from '../../../ui/form/fields.tsx';
import { Pager } from '../../../ui/Pager.tsx';
import { Loaded } from '../../../ui/states.tsx';

const PAGE = 8;

/** Which service is meant: newest first, found by its day or a word of it. Fills `transactionId` of the form around it. */
export function ServiceChoice({
  memberId,
  onChosen,
}: {
  memberId: string;
  onChosen(service: CorrectableService): void;
}) {
  const { t } = useTranslation('timebankWork');
  const form = useFormContext<{ search: string; day: string }>();
  const { value, set, error } = useField<string>('transactionId');
  const [search, day] = form.watch(['search', 'day']);
  const [text] = useDebouncedValue(search.trim(), 250);
  const servedOn = civilDate.safeParse(day).success ? day : undefined;
  const wanted = JSON.stringify([text, servedOn]);
  const [place, setPlace] = useState({ wanted, offset: 0 });
  const offset = place.wanted === wanted ? place.offset : 0;
  const services = useRoute(
    'timebank.listCorrectable',
    { memberId, text, ...(servedOn ? { servedOn } : {}), page: { offset, limit: PAGE } },
    { keepPrevious: true },
  );
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextField name="search" label={t('field.findService')} />
        <DateField name="day" label={t('field.serviceDay')} emptyValue="" />
      </SimpleGrid>
      <Loaded result={services}>
        {({ rows, total }) =>
          total === 0 ? (
            <Text c="dimmed" role="status">
              {t(text === '' && !servedOn ? 'corrections.noEntries' : 'corrections.notFound')}
            </Text>
          ) : (
            <Stack gap="xs">
              <Radio.Group
                name="transactionId"
                label={t('field.entry')}
                withAsterisk
                value={value}
                error={error}
                onChange={(chosen) => {
                  set(chosen);
                  const service = rows.find(({ transactionId }) => transactionId === chosen);
                  if (service) onChosen(service);
                }}
              >
                <Stack gap={6} mt={6}>
                  {rows.map((row) => (
                    <Radio
                      key={row.transactionId}
                      value={row.transactionId}
                      disabled={row.asked}
                      label={entryText(row)}
                    />
                  ))}
                </Stack>
              </Radio.Group>
              <Pager
                label={t('field.entry')}
                offset={offset}
                limit={PAGE}
                total={total}
                onMove={(next) => setPlace({ wanted, offset: next })}
              />
            </Stack>
          )
        }
      </Loaded>
    </Stack>
  );

  function entryText({ servedOn: on, text: what, minutes, asked }: CorrectableService): string {
    const entry = t('corrections.entry', { date: dateText(on), text: what, time: minutesText(minutes) });
    return asked ? `${entry} · ${t('corrections.asked')}` : entry;
  }
}
