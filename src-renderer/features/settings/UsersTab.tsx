import { useState } from 'react';
import { Button, Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../ui/AddButton.tsx';
import type { UserView } from '../../../src-main/contract/people.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay, useSession } from '../../bridge/session.tsx';
import { Section } from '../../ui/Section.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useReference } from '../mediation/use-reference.ts';
import { VolunteerButton } from '../timebank/session-hours/VolunteerButton.tsx';
import { ResetPasswordDialog, UserDialog } from './UserDialogs.tsx';

export function UsersTab() {
  const { t } = useTranslation('settings');
  const { user: own } = useSession();
  const may = useMay();
  const reference = useReference();
  const users = useRoute('people.listUsers', {});
  const [editing, setEditing] = useState<UserView | 'new'>();
  const [resetting, setResetting] = useState<UserView>();
  const mayEdit = may('people.updateUser');
  return (
    <Section
      title={t('users.label')}
      actions={mayEdit ? <AddButton onClick={() => setEditing('new')}>{t('users.add')}</AddButton> : null}
    >
      <Loaded result={users}>
        {({ rows }) => (
          <Table.ScrollContainer minWidth="46rem">
            <Table aria-label={t('users.label')} verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('users.displayName')}</Table.Th>
                  <Table.Th>{t('users.username')}</Table.Th>
                  <Table.Th>{t('users.roles')}</Table.Th>
                  <Table.Th>{t('users.area')}</Table.Th>
                  <Table.Th>{t('users.state')}</Table.Th>
                  {mayEdit ? <Table.Th>{t('users.actions')}</Table.Th> : null}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.id}>
                    <Table.Td fw={600}>
                      {row.displayName}
                      {row.id === own?.id ? (
                        <Text span c="dimmed" size="sm" ml="xs">
                          {t('users.own')}
                        </Text>
                      ) : null}
                    </Table.Td>
                    <Table.Td>{row.username}</Table.Td>
                    <Table.Td>{row.roles.map((role) => t(`people:role.${role}`)).join('、')}</Table.Td>
                    <Table.Td>{reference.areaName(row.areaId)}</Table.Td>
                    <Table.Td>{row.active ? t('users.active') : t('users.inactive')}</Table.Td>
                    {mayEdit ? (
                      <Table.Td>
                        <Group gap="xs">
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={t('users.edit', { name: row.displayName })}
                            onClick={() => setEditing(row)}
                          >
                            {t('common:action.edit')}
                          </Button>
                          <VolunteerButton user={row} />
                          {row.id === own?.id ? null : (
                            <Button
                              size="compact-sm"
                              variant="subtle"
                              aria-label={t('users.reset', { name: row.displayName })}
                              onClick={() => setResetting(row)}
                            >
                              {t('users.resetTitle')}
                            </Button>
                          )}
                        </Group>
                      </Table.Td>
                    ) : null}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Loaded>
      <UserDialog user={editing} onClose={() => setEditing(undefined)} />
      <ResetPasswordDialog user={resetting} onClose={() => setResetting(undefined)} />
    </Section>
  );
}
