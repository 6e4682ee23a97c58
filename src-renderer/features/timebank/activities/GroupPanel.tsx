import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import type { GroupPerson } from '../../../../src-main/contract/timebank/activity-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { minutesText, todayText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { DateInput } from '../../../ui/DateInput.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Facts } from '../Facts.tsx';
import { EndDialog, GroupMemberDialog } from './GroupMemberDialogs.tsx';
import { GroupsOfPerson } from './GroupsOfPerson.tsx';
import { GroupTable } from './GroupTable.tsx';

/** On the page of a group: its people and their hours. On the page of a person: the groups the person belongs to. */
export function GroupPanel({ member }: { member: { id: string; kind: 'person' | 'group' } }) {
  return member.kind === 'group' ? <People groupId={member.id} /> : <GroupsOfPerson memberId={member.id} />;
}

const dateOnly = /^\d{4}-\d\d-\d\d$/;

function People({ groupId }: { groupId: string }) {
  const { t } = useTranslation('timebankActivities');
  const may = useMay();
  const [from, setFrom] = useState(`${todayText().slice(0, 4)}-01-01`);
  const [to, setTo] = useState(todayText());
  const [dialog, setDialog] = useState<{ kind: 'add' | 'edit' | 'end'; person?: GroupPerson }>();
  const [period, setPeriod] = useState({ from, to });
  // A date half typed asks nothing: what was read for the last whole period stays.
  const change = (next: { from: string; to: string }) => {
    setFrom(next.from);
    setTo(next.to);
    if (dateOnly.test(next.from) && dateOnly.test(next.to) && next.from <= next.to) setPeriod(next);
  };
  const group = useRoute('timebank.readGroup', { groupId, ...period }, { keepPrevious: true });
  const save = useCommand('timebank.exportGroup', {
    onDone: ({ savedAs }) => savedAs !== null && notifyDone(t('group.exported', { file: savedAs })),
  });
  const close = () => setDialog(undefined);
  return (
    <Section
      title={t('group.title')}
      actions={
        may('timebank.saveGroupMember') && (
          <AddButton onClick={() => setDialog({ kind: 'add' })}>{t('group.add')}</AddButton>
        )
      }
    >
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <DateInput label={t('group.from')} value={from} onChange={(day) => change({ from: day, to })} />
          <DateInput label={t('group.to')} value={to} onChange={(day) => change({ from, to: day })} />
          {may('timebank.exportGroup') &&
            (['xlsx', 'csv'] as const).map((format) => (
              <Button
                key={format}
                variant="default"
                disabled={save.pending}
                onClick={() => void save.run({ groupId, ...period, format })}
              >
                {t(format === 'csv' ? 'group.exportCsv' : 'group.exportXlsx')}
              </Button>
            ))}
        </Group>
        <Loaded result={group}>
          {(view) => (
            <>
              {view.people.length === 0 ? (
                <Text c="dimmed">{t('group.none')}</Text>
              ) : (
                <GroupTable
                  people={view.people}
                  {...(may('timebank.saveGroupMember')
                    ? { onStep: (kind, person) => setDialog({ kind, person }) }
                    : {})}
                />
              )}
              <Facts
                facts={[
                  [t('group.peopleMinutes'), minutesText(view.peopleMinutes)],
                  [t('group.ownMinutes'), minutesText(view.ownMinutes)],
                  [t('group.guestMinutes'), minutesText(view.guestMinutes)],
                ]}
              />
              <Text size="sm" c="dimmed">
                {t('group.sumHint')}
              </Text>
            </>
          )}
        </Loaded>
      </Stack>
      <GroupMemberDialog
        opened={dialog?.kind === 'add' || dialog?.kind === 'edit'}
        groupId={groupId}
        {...(dialog?.person ? { person: dialog.person } : {})}
        onClose={close}
      />
      {dialog?.kind === 'end' && dialog.person && <EndDialog person={dialog.person} onClose={close} />}
    </Section>
  );
}
