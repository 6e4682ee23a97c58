import { Alert, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWatch } from 'react-hook-form';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import type { RestWay } from '../../../../src-main/contract/timebank/rule-bodies.ts';
import { civilDate } from '../../../../src-main/contract/values.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { minutesText } from '../../../i18n/format.ts';
import { RadioGroupField } from '../../../ui/form/fields.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import { HeirField } from './HeirField.tsx';

/** What becomes of the rest of an account, and what that will do; over a form with `disposal`, `heirId`, `proof` and, for an ending, `onDay`. */
export function RestFields({ memberId, ways }: { memberId: string; ways: readonly RestWay[] }) {
  const { t } = useTranslation('timebankMembership');
  const disposal = useWatch({ name: 'disposal' }) as RestWay;
  const heir = useWatch({ name: 'heirId' }) as string | null | undefined;
  const onDay = useWatch({ name: 'onDay' }) as string | undefined;
  const heirId = disposal === 'heir' && heir ? heir : null;
  const preview = useRoute(
    'timebank.previewEnding',
    { id: memberId, disposal, heirId, onDay: civilDate.safeParse(onDay).data ?? null },
    { keepPrevious: true },
  );
  return (
    <Stack gap="sm">
      <RadioGroupField
        name="disposal"
        label={t('form.disposal')}
        choices={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
      />
      {disposal === 'heir' && preview.data && <HeirField memberId={memberId} preview={preview.data} />}
      {preview.error && <ErrorNotice error={preview.error.error} />}
      {preview.data && <Preview preview={preview.data} disposal={disposal} />}
    </Stack>
  );
}

function Preview({
  preview,
  disposal,
}: {
  preview: RouteOutput<'timebank.previewEnding'>;
  disposal: RestWay;
}) {
  const { t } = useTranslation('timebankMembership');
  const { rest, blockers, serviceMinutes, to, excessMinutes } = preview;
  const values = {
    coins: minutesText(rest.coinMinutes),
    points: rest.points - rest.expiredPoints,
    to: to ?? '',
  };
  const empty = rest.coinMinutes === 0 && rest.points === 0;
  return (
    <Alert color={blockers.length > 0 ? 'red' : 'blue'} role="status" title={t('preview.title')}>
      <Stack gap={4}>
        {blockers.length > 0 && (
          <>
            <Text>{t('preview.blockers')}</Text>
            <List size="sm">
              {blockers.map(({ kind, text }) => (
                <List.Item key={`${kind} ${text}`}>{t(`preview.blocker.${kind}`, { text })}</List.Item>
              ))}
            </List>
          </>
        )}
        <Text>
          {empty
            ? t('preview.nothing')
            : disposal === 'heir' && to === null
              ? t('preview.heirMissing')
              : t(`preview.${disposal}`, values)}
        </Text>
        {rest.expiredPoints > 0 && disposal !== 'keep' && (
          <Text>{t('preview.expired', { n: rest.expiredPoints })}</Text>
        )}
        {excessMinutes > 0 && <Text>{t('preview.excess', { time: minutesText(excessMinutes) })}</Text>}
        <Text>{t('preview.hours', { time: minutesText(serviceMinutes) })}</Text>
      </Stack>
    </Alert>
  );
}
