import { useState } from 'react';
import { Button, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VolunteerMediator } from '../../../../src-main/contract/timebank/session-hours.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { EndLinkDialog, LinkDialog } from './LinkDialogs.tsx';

/** Accounts of mediators and the members that they are. */
export function VolunteerLinks() {
  const { t } = useTranslation('sessionHours');
  const may = useMay();
  const accounts = useRoute('timebank.listVolunteerMediators', {});
  const [linking, setLinking] = useState<VolunteerMediator>();
  const [ending, setEnding] = useState<VolunteerMediator>();
  const mayLink = may('timebank.linkVolunteer');
  return (
    <Section title={t('links.title')} order={3}>
      <Text c="dimmed" mb="xs">
        {t('links.about')}
      </Text>
      <Loaded result={accounts}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('links.empty')}</Text>
          ) : (
            <Table.ScrollContainer minWidth="30rem">
              <Table aria-label={t('links.title')} verticalSpacing={6}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('links.account')}</Table.Th>
                    <Table.Th>{t('links.member')}</Table.Th>
                    {mayLink ? <Table.Th>{t('links.actions')}</Table.Th> : null}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.userId}>
                      <Table.Td>
                        {row.displayName}
                        {row.active ? '' : t('links.accountInactive')}
                      </Table.Td>
                      <Table.Td>
                        {row.link
                          ? `${row.link.member.name}（${row.link.member.volunteerNumber}）`
                          : t('links.none')}
                        {row.link && !row.link.memberActive ? t('links.memberInactive') : ''}
                      </Table.Td>
                      {mayLink ? (
                        <Table.Td>
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={t(row.link ? 'links.endOf' : 'links.linkOf', {
                              name: row.displayName,
                            })}
                            onClick={() => (row.link ? setEnding : setLinking)(row)}
                          >
                            {t(row.link ? 'links.end' : 'links.link')}
                          </Button>
                        </Table.Td>
                      ) : null}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
      <LinkDialog account={linking} onClose={() => setLinking(undefined)} />
      <EndLinkDialog account={ending} onClose={() => setEnding(undefined)} />
    </Section>
  );
}
