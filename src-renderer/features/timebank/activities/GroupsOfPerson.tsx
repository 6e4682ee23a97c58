import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatPlace } from '../../../app/navigation.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';

/** Groups that a person belongs or belonged to, with the hours given in the name of each. */
export function GroupsOfPerson({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankActivities');
  const groups = useRoute('timebank.listGroupsOf', { memberId });
  return (
    <Section title={t('group.own')}>
      <Loaded result={groups}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('group.noGroups')}</Text>
          ) : (
            <ul>
              {rows.map((row) => (
                <li key={`${row.groupId}:${row.joinedOn}`}>
                  <a href={formatPlace({ page: 'member', params: { id: row.groupId, tab: 'groups' } })}>
                    {row.name}
                  </a>
                  {` · ${t(`group.roles.${row.role}`)} · `}
                  {row.endedOn === null
                    ? t('group.since', { from: dateText(row.joinedOn) })
                    : t('group.until', { from: dateText(row.joinedOn), to: dateText(row.endedOn) })}
                  {` · ${t('group.inGroup')} ${minutesText(row.groupMinutes)}`}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
