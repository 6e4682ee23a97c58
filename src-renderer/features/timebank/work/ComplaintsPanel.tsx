import { useState } from 'react';
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { instantText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { Pager } from '../../../ui/Pager.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { ReasonDialog } from '../ReasonDialog.tsx';

type Complaint = RouteOutput<'timebank.listComplaints'>['rows'][number];

const PAGE = 50;

/** Complaints about members, open ones first. They are filed from the request that they are about. */
export function ComplaintsPanel() {
  const { t } = useTranslation('timebankWork');
  const may = useMay();
  const [answering, setAnswering] = useState<Complaint>();
  const [offset, setOffset] = useState(0);
  const complaints = useRoute(
    'timebank.listComplaints',
    { page: { offset, limit: PAGE } },
    { keepPrevious: true },
  );
  const answer = useCommand('timebank.answerComplaint', {
    onDone: () => {
      setAnswering(undefined);
      notifyDone(t('done.answer'));
    },
  });
  return (
    <Stack>
      <Loaded result={complaints}>
        {({ rows, total }) =>
          total === 0 ? (
            <EmptyState text={t('complaints.empty')} />
          ) : (
            <Stack gap="xs">
              {rows.map((complaint) => (
                <Paper key={complaint.id} withBorder p="sm" component="article">
                  <Group justify="space-between" align="flex-start">
                    <Stack gap={4} flex="1 1 20rem">
                      <Text fw={600}>
                        {complaint.member.name}（{complaint.member.volunteerNumber}）{' '}
                        {complaint.requestNumber}
                      </Text>
                      <Text>{complaint.words}</Text>
                      <Text size="sm" c="dimmed">
                        {instantText(complaint.filedAt)} {complaint.answer}
                      </Text>
                    </Stack>
                    <Group gap="xs">
                      <Badge variant="outline" color={complaint.state === 'open' ? 'orange.9' : 'gray.8'}>
                        {t(`complaints.${complaint.state}`)}
                      </Badge>
                      {complaint.state === 'open' && may('timebank.answerComplaint') && (
                        <Button size="sm" onClick={() => setAnswering(complaint)}>
                          {t('complaints.answer')}
                        </Button>
                      )}
                    </Group>
                  </Group>
                </Paper>
              ))}
              <Pager label={t('page.complaints')} {...{ offset, limit: PAGE, total }} onMove={setOffset} />
            </Stack>
          )
        }
      </Loaded>
      {answering && (
        <ReasonDialog
          opened
          about={`complaint:${answering.id}`}
          title={t('complaints.answerTitle')}
          consequence={t('complaints.answerText')}
          confirmLabel={t('complaints.answer')}
          pending={answer.pending}
          max={500}
          onConfirm={(words) => answer.run({ id: answering.id, version: answering.version, answer: words })}
          onClose={() => setAnswering(undefined)}
        />
      )}
    </Stack>
  );
}
