import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { SelectField } from '../../../ui/form/fields.tsx';
import { MemberField } from '../MemberField.tsx';

/** Who is given coins: somebody of the giver’s circle whom the region’s rule lets receive; where anybody may, any member. */
export function ReceiverField({ name, giverId, label }: { name: string; giverId: string; label: string }) {
  const { t } = useTranslation('timebankCircle');
  const circle = useRoute('timebank.readCircle', { memberId: giverId }, { enabled: giverId !== '' });
  const data = giverId === '' ? undefined : circle.data;
  if (!data || data.transferCircle === 'anyone') return <MemberField name={name} label={label} required />;
  const open = data.relations.filter(
    ({ state, refusal, other }) => state === 'running' && refusal === null && other.active,
  );
  return (
    <>
      <SelectField
        name={name}
        label={label}
        placeholder={t('transfer.choose')}
        choices={open.map(({ other, kind }) => ({
          value: other.id,
          label: `${other.name}（${other.volunteerNumber}）· ${t(`relation.${kind}`)}`,
        }))}
        required
      />
      {open.length === 0 && (
        <Text size="sm" role="status">
          {t('transfer.none')}{' '}
          <Anchor
            component="button"
            type="button"
            onClick={() => navigate({ page: 'member', params: { id: giverId, tab: 'circle' } })}
          >
            {t('transfer.record')}
          </Anchor>
        </Text>
      )}
    </>
  );
}
