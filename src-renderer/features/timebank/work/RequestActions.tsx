import { useState } from 'react';
import { Badge, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommandName } from '../../../../src-main/contract/index.ts';
import type { RequestStep, RequestView } from '../../../../src-main/contract/timebank/work-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { minutesText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { ReasonDialog } from '../ReasonDialog.tsx';
import { CompleteDialog, ConfirmationDialog, PublishDialog } from './BookingDialogs.tsx';
import { HelperDialog } from './HelperDialog.tsx';
import { RequestDialog } from './RequestDialog.tsx';
import { ComplaintDialog, EvaluationDialog, ServiceDialog } from './ServiceDialogs.tsx';

/** Steps with a button, in the order in which they are needed, and the route that must be allowed. */
const buttons: readonly (readonly [RequestStep, CommandName])[] = [
  ['publish', 'timebank.publishRequest'],
  ['take', 'timebank.takeRequest'],
  ['choose', 'timebank.chooseHelper'],
  ['offer', 'timebank.offerHelp'],
  ['signIn', 'timebank.signInRequest'],
  ['signOut', 'timebank.signOutRequest'],
  ['confirmRecipient', 'timebank.confirmRequest'],
  ['confirmHelper', 'timebank.confirmRequest'],
  ['complete', 'timebank.completeRequest'],
  ['reserveMore', 'timebank.reserveMore'],
  ['withdraw', 'timebank.withdrawConfirmations'],
  ['enter', 'timebank.enterService'],
  ['evaluate', 'timebank.evaluateRequest'],
  ['edit', 'timebank.saveRequest'],
  ['handBack', 'timebank.handBackRequest'],
  ['cancel', 'timebank.cancelRequest'],
];

/** What can be done with a request now, by this account. Every step that books or closes says first what it will do. */
export function RequestActions({ request }: { request: RequestView }) {
  const { t } = useTranslation('timebankWork');
  const may = useMay();
  const [asking, setAsking] = useState<RequestStep | 'complain'>();
  const close = () => setAsking(undefined);
  const at = { id: request.id, version: request.version };
  const done = (message: string) => {
    close();
    notifyDone(message);
  };
  const signIn = useCommand('timebank.signInRequest', { onDone: () => done(t('done.signIn')) });
  const signOut = useCommand('timebank.signOutRequest', {
    onDone: ({ minutes }) => done(t('done.signOut', { time: minutesText(minutes) })),
  });
  const handBack = useCommand('timebank.handBackRequest', { onDone: () => done(t('done.handBack')) });
  const cancel = useCommand('timebank.cancelRequest', { onDone: () => done(t('done.cancel')) });
  const reserve = useCommand('timebank.reserveMore', {
    onDone: ({ reservedMinutes }) => done(t('done.reserveMore', { time: minutesText(reservedMinutes) })),
  });
  const withdraw = useCommand('timebank.withdrawConfirmations', { onDone: () => done(t('done.withdraw')) });
  const open = buttons.filter(([step, route]) => request.steps.includes(step) && may(route));
  const main = open[0]?.[0];

  return (
    <>
      <Group gap="xs">
        <Badge size="lg" variant="outline" color="pine">
          {t(`state.${request.state}`)}
        </Badge>
        {open.map(([step]) => (
          <Button
            key={step}
            size="sm"
            variant={step === main ? 'filled' : 'default'}
            loading={(step === 'signIn' && signIn.pending) || (step === 'signOut' && signOut.pending)}
            onClick={() => begin(step)}
          >
            {t(`step.${step}`)}
          </Button>
        ))}
        {request.helper && may('timebank.fileComplaint') && (
          <Button size="sm" variant="default" onClick={() => setAsking('complain')}>
            {t('step.complain')}
          </Button>
        )}
      </Group>
      <PublishDialog request={request} opened={asking === 'publish'} onClose={close} />
      <CompleteDialog request={request} opened={asking === 'complete'} onClose={close} />
      <ConfirmationDialog
        request={request}
        side={asking === 'confirmRecipient' ? 'recipient' : asking === 'confirmHelper' ? 'helper' : undefined}
        onClose={close}
      />
      <HelperDialog
        request={request}
        step={asking === 'take' || asking === 'offer' || asking === 'choose' ? asking : undefined}
        onClose={close}
      />
      <ServiceDialog request={request} opened={asking === 'enter'} onClose={close} />
      <EvaluationDialog request={request} opened={asking === 'evaluate'} onClose={close} />
      <ComplaintDialog request={request} opened={asking === 'complain'} onClose={close} />
      <RequestDialog opened={asking === 'edit'} request={request} onClose={close} onSaved={close} />
      <ReasonDialog
        opened={asking === 'handBack'}
        about={`handBack:${request.id}`}
        title={t('ask.handBackTitle', { number: request.number })}
        consequence={t('ask.handBackText')}
        confirmLabel={t('step.handBack')}
        pending={handBack.pending}
        max={200}
        onConfirm={(reason) => handBack.run({ ...at, reason })}
        onClose={close}
      />
      <ReasonDialog
        opened={asking === 'cancel'}
        about={`cancel:${request.id}`}
        title={t('ask.cancelTitle', { number: request.number })}
        consequence={t('ask.cancelText')}
        confirmLabel={t('step.cancel')}
        pending={cancel.pending}
        danger
        max={200}
        onConfirm={(reason) => cancel.run({ ...at, reason })}
        onClose={close}
      />
      <ReasonDialog
        opened={asking === 'reserveMore'}
        about={`reserve:${request.id}`}
        title={t('ask.reserveTitle')}
        consequence={t('ask.reserveText', { time: minutesText(request.settlement?.chargedMinutes) })}
        confirmLabel={t('step.reserveMore')}
        pending={reserve.pending}
        max={200}
        onConfirm={(reason) => reserve.run({ ...at, reason })}
        onClose={close}
      />
      <ReasonDialog
        opened={asking === 'withdraw'}
        about={`withdraw:${request.id}`}
        title={t('ask.withdrawTitle', { number: request.number })}
        consequence={t('ask.withdrawText')}
        confirmLabel={t('step.withdraw')}
        pending={withdraw.pending}
        max={200}
        onConfirm={(reason) => withdraw.run({ ...at, reason })}
        onClose={close}
      />
    </>
  );

  function begin(step: RequestStep): void {
    if (step === 'signIn') void signIn.run(at);
    else if (step === 'signOut') void signOut.run(at);
    else setAsking(step);
  }
}
