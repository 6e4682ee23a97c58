import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../bridge/commands.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { ReasonDialog } from '../ReasonDialog.tsx';

/** The steps that ask for nothing but the reason. */
export function PlainStepDialog({
  step,
  member,
  membership,
  onClose,
}: {
  step: 'reapply' | 'resume' | 'return' | 'revoke' | 'takeBack';
  member: { id: string };
  membership: { version: number };
  onClose(): void;
}) {
  const { t } = useTranslation('timebankMembership');
  const done = (text: string) => {
    onClose();
    notifyDone(text);
  };
  const onDone = () => done(t(`done.${step}`, { n: 0 }));
  const commands = {
    reapply: useCommand('timebank.reapplyMember', { onDone }),
    resume: useCommand('timebank.resumeMember', { onDone }),
    return: useCommand('timebank.returnMember', { onDone }),
    revoke: useCommand('timebank.revokeEnding', {
      onDone: ({ reversed }) => done(t('done.revoke', { n: reversed })),
    }),
    takeBack: useCommand('timebank.takeBackMerge', { onDone }),
  };
  const command = commands[step];
  return (
    <ReasonDialog
      opened
      about={`membership:${step}:${member.id}`}
      title={t(`reason.${step}Title`)}
      consequence={t(`reason.${step}`)}
      confirmLabel={t(`step.${step}`)}
      pending={command.pending}
      max={300}
      onConfirm={(reason) => command.run({ id: member.id, version: membership.version, reason })}
      onClose={onClose}
    />
  );
}
