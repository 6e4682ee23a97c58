import { Button, Group, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GroupPerson } from '../../../../src-main/contract/timebank/activity-values.ts';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { formatPlace } from '../../../app/navigation.ts';
import box from '../TableBox.module.css';

/** People of a group, those who left below; each with what was given in its name and in all. */
export function GroupTable({
  people,
  onStep,
}: {
  people: readonly GroupPerson[];
  onStep?: (kind: 'edit' | 'end', person: GroupPerson) => void;
}) {
  const { t } = useTranslation('timebankActivities');
  return (
    <div className={box.box} role="region" tabIndex={0} aria-label={t('group.title')}>
      <Table aria-label={t('group.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('group.name')}</Table.Th>
            <Table.Th>{t('group.number')}</Table.Th>
            <Table.Th>{t('group.role')}</Table.Th>
            <Table.Th>{t('group.period')}</Table.Th>
            <Table.Th ta="end">{t('group.inGroup')}</Table.Th>
            <Table.Th ta="end">{t('group.inAll')}</Table.Th>
            {onStep && <Table.Th>{t('group.tools')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                <a href={formatPlace({ page: 'member', params: { id: person.memberId } })}>{person.name}</a>
              </Table.Td>
              <Table.Td>{person.volunteerNumber}</Table.Td>
              <Table.Td>{t(`group.roles.${person.role}`)}</Table.Td>
              <Table.Td>
                {person.endedOn === null
                  ? t('group.since', { from: dateText(person.joinedOn) })
                  : t('group.until', { from: dateText(person.joinedOn), to: dateText(person.endedOn) })}
                {person.endReason !== '' && ` · ${person.endReason}`}
              </Table.Td>
              <Table.Td ta="end" className={box.whole}>
                {minutesText(person.groupMinutes)}
              </Table.Td>
              <Table.Td ta="end" className={box.whole}>
                {minutesText(person.allMinutes)}
              </Table.Td>
              {onStep && (
                <Table.Td>
                  {person.endedOn === null && (
                    <Group gap="xs" wrap="nowrap">
                      <Button
                        size="compact-md"
                        variant="default"
                        aria-label={t('group.editOf', { name: person.name })}
                        onClick={() => onStep('edit', person)}
                      >
                        {t('group.role')}
                      </Button>
                      <Button
                        size="compact-md"
                        variant="default"
                        aria-label={t('group.endOf', { name: person.name })}
                        onClick={() => onStep('end', person)}
                      >
                        {t('group.end')}
                      </Button>
                    </Group>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
