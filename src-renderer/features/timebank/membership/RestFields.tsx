import { Alert, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWatch } from 'react-hook-form';
import type { RestWay } from '../../../../src-main/contract/timebank/rule-bodies.ts';
import { relations } from '../../../../src-main/contract/timebank/spending.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { minutesText } from '../../../i18n/format.ts';
import { RadioGroupField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { ErrorNotice } from '../../../ui/states.tsx';
import { MemberField } from '../MemberField.tsx';

/** What becomes of the rest of an account, and what that will do; over a form with `disposal`, `heirId`, `relation`, `proof`. */
export function RestFields({ memberId, ways }: { memberId: string; ways: readonly RestWay[] }) {
  const { t } = useTranslation('timebankMembership');
  const disposal = useWatch({ name: 'disposal' }) as RestWay;
  return (
    <Stack gap="sm">
      <RadioGroupField
        name="disposal"
        label={t('form.disposal')}
        choices={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
      />
      {disposal === 'heir' && (
        <>
          <MemberField name="heirId" label={t('form.heir')} required />
          <SelectField
            name="relation"
            label={t('form.relation')}
            choices={relations.map((value) => ({ value, label: t(`relation.${value}`) }))}
            required
          />
          <TextField name="proof" label={t('form.proof')} placeholder={t('form.proofHint')} required />
        </>
      )}
      <Preview memberId={memberId} disposal={disposal} />
    </Stack>
  );
}

function Preview({ memberId, disposal }: { memberId: string; disposal: RestWay }) {
  const { t } = useTranslation('timebankMembership');
  const heir = useWatch({ name: 'heirId' }) as string | null | undefined;
  const heirId = disposal === 'heir' && heir ? heir : null;
  const preview = useRoute(
    'timebank.previewEnding',
    { id: memberId, disposal, heirId },
    { keepPrevious: true },
  );
  if (preview.error) return <ErrorNotice error={preview.error.error} />;
  if (!preview.data) return null;
  const { rest, blockers, serviceMinutes, to } = preview.data;
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
        <Text>{t('preview.hours', { time: minutesText(serviceMinutes) })}</Text>
      </Stack>
    </Alert>
  );
}
