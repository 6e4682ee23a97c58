import { useRef, useState } from 'react';
import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActivityView, SignUpView } from '../../../../src-main/contract/timebank/activity-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { instantText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { FindingList } from '../FindingList.tsx';
import { MemberSelect } from '../MemberField.tsx';
import box from '../TableBox.module.css';

/** Who signed up in order, who waits, and what is doubtful about any of them. */
export function SignUpList({ activity }: { activity: ActivityView }) {
  const { t } = useTranslation('timebankActivities');
  const may = useMay();
  const open = activity.state === 'planned';
  const { signedUp: n, waiting, capacity } = activity;
  return (
    <Section title={t('people.title')}>
      <Stack gap="sm">
        {open && may('timebank.signUp') && <AddPerson activityId={activity.id} />}
        <Text role="status">
          {capacity === null
            ? t('people.summary', { n, waiting })
            : t('people.summaryOf', { n, waiting, capacity })}
        </Text>
        {activity.signUps.length === 0 ? (
          <Text c="dimmed">{t('people.empty')}</Text>
        ) : (
          <People rows={activity.signUps} mayWithdraw={open && may('timebank.withdrawSignUp')} />
        )}
        {activity.withdrawn.length > 0 && (
          <div>
            <Text fw={600}>{t('people.gone')}</Text>
            <ul>
              {activity.withdrawn.map((one, index) => (
                <li key={index}>
                  {t('people.goneLine', {
                    name: one.name,
                    number: one.volunteerNumber,
                    at: instantText(one.at),
                    reason: one.reason,
                  })}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Section>
  );
}

/** One after the other: the field is empty again and keeps the cursor. */
function AddPerson({ activityId }: { activityId: string }) {
  const { t } = useTranslation('timebankActivities');
  const [memberId, setMemberId] = useState('');
  const [said, setSaid] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const name = () => (input.current?.value ?? '').replace(/（.*/, '');
  const add = useCommand('timebank.signUp');
  const run = async () => {
    if (memberId === '') return input.current?.focus();
    const who = name();
    const done = await add.run({ activityId, memberId });
    if (done) {
      setSaid(t(done.waiting ? 'people.addedWaiting' : 'people.added', { name: who, n: done.position }));
      setMemberId('');
    }
    input.current?.focus();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Group gap="sm" align="flex-end">
        <MemberSelect
          kind="person"
          label={t('people.adding')}
          value={memberId}
          inputRef={input}
          onChange={(id) => setMemberId(id ?? '')}
        />
        <Button type="submit" loading={add.pending}>
          {t('people.add')}
        </Button>
        <Text role="status">{said}</Text>
      </Group>
    </form>
  );
}

function People({ rows, mayWithdraw }: { rows: readonly SignUpView[]; mayWithdraw: boolean }) {
  const { t } = useTranslation('timebankActivities');
  const [leaving, setLeaving] = useState<SignUpView>();
  const withdraw = useCommand('timebank.withdrawSignUp', {
    onDone: ({ movedUp }) => {
      const name = leaving?.name ?? '';
      setLeaving(undefined);
      notifyDone(
        movedUp === null ? t('people.withdrawn', { name }) : t('people.movedUp', { name, next: movedUp }),
      );
    },
  });
  return (
    <div className={box.box} role="region" tabIndex={0} aria-label={t('people.title')}>
      <Table aria-label={t('people.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('people.position')}</Table.Th>
            <Table.Th>{t('group.name')}</Table.Th>
            <Table.Th>{t('group.number')}</Table.Th>
            <Table.Th>{t('people.place')}</Table.Th>
            {mayWithdraw && <Table.Th>{t('group.tools')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>{row.position}</Table.Td>
              <Table.Td>
                {row.name}
                {row.doubts.length > 0 && <FindingList findings={row.doubts} />}
              </Table.Td>
              <Table.Td>{row.volunteerNumber}</Table.Td>
              <Table.Td>
                <Text span {...(row.waiting ? { fw: 600 } : {})}>
                  {t(row.waiting ? 'people.waiting' : 'people.placed')}
                </Text>
              </Table.Td>
              {mayWithdraw && (
                <Table.Td>
                  <Button
                    size="compact-md"
                    variant="default"
                    aria-label={t('people.withdrawOf', { name: row.name })}
                    onClick={() => setLeaving(row)}
                  >
                    {t('people.withdraw')}
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <ConfirmDialog
        opened={leaving !== undefined}
        title={t('people.withdrawTitle', { name: leaving?.name ?? '' })}
        confirmLabel={t('people.withdraw')}
        pending={withdraw.pending}
        onConfirm={() => leaving && void withdraw.run({ id: leaving.id, version: leaving.version })}
        onClose={() => setLeaving(undefined)}
      >
        <Text>{t('people.withdrawText')}</Text>
      </ConfirmDialog>
    </div>
  );
}
