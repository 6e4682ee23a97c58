import { useState } from 'react';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconClipboardPlus, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../../../../src-main/contract/timebank/activity-values.ts';
import { navigate } from '../../../app/navigation.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { areaPath } from '../../../ui/form/AreaField.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Facts } from '../Facts.tsx';
import { ReasonDialog } from '../ReasonDialog.tsx';
import { ActivityDialog } from './ActivityDialog.tsx';
import { ActivitySheets } from './ActivitySheets.tsx';
import { ActivityState } from './ActivityState.tsx';
import { FurtherDialog } from './FurtherDialog.tsx';
import { PrintDialog } from './PrintDialog.tsx';
import { SignUpList } from './SignUpList.tsx';

type Dialog = 'edit' | 'print' | 'hold' | 'cancel' | 'further';

/** One activity: its plan, its people, its printed and entered sheets. */
export function ActivityPage({ params }: { params: Record<string, string> }) {
  const activity = useRoute('timebank.readActivity', { id: params['id'] ?? '' });
  return <Loaded result={activity}>{(data) => <ActivityDesk activity={data} />}</Loaded>;
}

function ActivityDesk({ activity }: { activity: ActivityView }) {
  const { t } = useTranslation('timebankActivities');
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const done = (message: string) => () => {
    close();
    notifyDone(message);
  };
  const hold = useCommand('timebank.holdActivity', { onDone: done(t('view.held')) });
  const cancel = useCommand('timebank.cancelActivity', { onDone: done(t('view.cancelled')) });
  const target = { id: activity.id, version: activity.version };
  const planned = activity.state === 'planned';
  const begun = activity.heldOn <= todayText();
  const first = activity.sheetList.find(({ part }) => part === '');
  const mayEnter = activity.state !== 'cancelled' && begun && may('timebank.prepareSheet');
  return (
    <Page
      title={activity.title}
      subtitle={
        <Group gap="xs" mt={4}>
          <ActivityState state={activity.state} />
          {activity.number}
        </Group>
      }
      actions={
        <>
          {planned && may('timebank.cancelActivity') && (
            <Button variant="default" onClick={() => setDialog('cancel')}>
              {t('view.cancel')}
            </Button>
          )}
          {planned && may('timebank.saveActivity') && (
            <Button variant="default" onClick={() => setDialog('edit')}>
              {t('view.edit')}
            </Button>
          )}
          {planned && begun && may('timebank.holdActivity') && (
            <Button variant="default" onClick={() => setDialog('hold')}>
              {t('view.hold')}
            </Button>
          )}
          {activity.state !== 'cancelled' && may('timebank.issueSignSheet') && (
            <Button
              variant={first || !begun ? 'filled' : 'default'}
              leftSection={<IconPrinter size="1.125rem" aria-hidden />}
              onClick={() => setDialog('print')}
            >
              {t('view.print')}
            </Button>
          )}
          {mayEnter && !first && (
            <Button
              leftSection={<IconClipboardPlus size="1.125rem" aria-hidden />}
              onClick={() => navigate({ page: 'sheet', params: { id: 'new', activity: activity.id } })}
            >
              {t('view.enter')}
            </Button>
          )}
          {mayEnter && first && (
            <Button variant="default" onClick={() => setDialog('further')}>
              {t('view.further')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="md">
        {activity.state === 'cancelled' && (
          <Alert color="yellow" title={t('view.cancelledTitle')}>
            {activity.closedReason}
          </Alert>
        )}
        <Section title={t('view.facts')}>
          <PlanFacts activity={activity} />
        </Section>
        <SignUpList activity={activity} />
        <ActivitySheets activity={activity} />
      </Stack>
      <ActivityDialog opened={dialog === 'edit'} activity={activity} onClose={close} onSaved={close} />
      <PrintDialog activity={activity} opened={dialog === 'print'} onClose={close} />
      <FurtherDialog activity={activity} opened={dialog === 'further'} onClose={close} />
      <ConfirmDialog
        opened={dialog === 'hold'}
        title={t('view.holdTitle')}
        confirmLabel={t('view.hold')}
        pending={hold.pending}
        onConfirm={() => void hold.run(target)}
        onClose={close}
      >
        <Text>{t('view.holdText')}</Text>
      </ConfirmDialog>
      <ReasonDialog
        opened={dialog === 'cancel'}
        about={`activity:${activity.id}`}
        title={t('view.cancelTitle', { number: activity.number })}
        consequence={t('view.cancelText', { n: activity.signUps.length })}
        confirmLabel={t('view.cancel')}
        pending={cancel.pending}
        danger
        max={200}
        onConfirm={(reason) => cancel.run({ ...target, reason })}
        onClose={close}
      />
    </Page>
  );
}

function PlanFacts({ activity }: { activity: ActivityView }) {
  const { t } = useTranslation('timebankActivities');
  const reference = useRoute('platform.readReference', {}, { staleTime: 300_000 });
  const areas = new Map((reference.data?.areas ?? []).map((area) => [area.id, area]));
  const service = reference.data?.serviceTypes.find(({ code }) => code === activity.serviceType);
  return (
    <Facts
      facts={[
        [t('field.heldOn'), dateText(activity.heldOn)],
        [t('field.time'), t('row.time', { from: activity.startsAt, to: activity.endsAt })],
        [t('field.place'), activity.place],
        [t('field.area'), areaPath(areas, activity.areaId)],
        [t('field.responsible'), activity.responsible],
        [t('field.serviceType'), service?.name ?? activity.serviceType],
        [t('field.group'), activity.groupName === '' ? t('field.noGroup') : activity.groupName],
        [t('field.capacity'), activity.capacity === null ? t('row.unlimited') : String(activity.capacity)],
        [t('field.note'), activity.note],
      ]}
    />
  );
}
