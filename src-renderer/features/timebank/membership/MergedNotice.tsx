import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';

/** On the page of a double: where he went, and the way there. */
export function MergedNotice({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankMembership');
  const survivor = useRoute('timebank.readMembership', { memberId }).data?.mergedInto;
  if (!survivor) return null;
  return (
    <Alert color="yellow" role="status">
      <Group justify="space-between">
        <Text>{t('mergedInto', { name: survivor.name, number: survivor.volunteerNumber })}</Text>
        <Button
          size="sm"
          variant="default"
          onClick={() => navigate({ page: 'member', params: { id: survivor.id } })}
        >
          {t('openSurvivor', { name: survivor.name })}
        </Button>
      </Group>
    </Alert>
  );
}
